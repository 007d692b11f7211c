/// Decodes a PGM or PPM image: P2, P3, P5 and P6 of netpbm.sourceforge.net/doc/ppm.html.
func readPNM(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws -> RasterImage {
  var reader = PNMReader(bytes: bytes, path: path)
  return try reader.image()
}

private struct PNMReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  /// Behind the two bytes that tell the kind.
  var place = 2

  init(bytes: UnsafeBufferPointer<UInt8>, path: String) { (self.bytes, self.path) = (bytes, path) }

  mutating func image() throws -> RasterImage {
    let kind = bytes[1]
    let channels = kind == UInt8(ascii: "3") || kind == UInt8(ascii: "6") ? 3 : 1
    let width = try number("the width")
    let height = try number("the height")
    let largest = try number("the largest value")
    guard width > 0, height > 0 else { throw damaged("it has no pixels") }
    guard (1...65535).contains(largest) else {
      throw damaged("its largest value is \(largest), and 1 to 65535 are allowed")
    }
    try RasterImage.check(height: height, width: width, path: path)
    let count = height * width * channels
    let pixels =
      kind >= UInt8(ascii: "5")
      ? try binary(count, largest: largest) : try plain(count, largest: largest)
    return RasterImage(height: height, width: width, channels: channels, pixels: pixels)
  }

  /// Samples of one byte, or of two with the high one first.
  private mutating func binary(_ count: Int, largest: Int) throws -> [UInt8] {
    place += 1  // the one blank behind the header
    let size = largest > 255 ? 2 : 1
    guard bytes.count - place >= count * size else {
      throw damaged("it has \(max(0, bytes.count - place)) of \(count * size) bytes of pixels")
    }
    return try (0..<count).map { index in
      let start = place + index * size
      let value = size == 1 ? Int(bytes[start]) : Int(bytes[start]) << 8 | Int(bytes[start + 1])
      return try scaled(value, largest)
    }
  }

  /// Samples as decimal numbers.
  private mutating func plain(_ count: Int, largest: Int) throws -> [UInt8] {
    // Every sample takes a digit and, but for the last, a blank.
    guard (bytes.count - place + 1) / 2 >= count else {
      throw damaged("it is too short for \(count) values")
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count)
    for _ in 0..<count { pixels.append(try scaled(number("a value"), largest)) }
    return pixels
  }

  private func scaled(_ value: Int, _ largest: Int) throws -> UInt8 {
    guard value <= largest else {
      throw damaged("the value \(value) is above its largest value \(largest)")
    }
    return UInt8((value * 255 + largest / 2) / largest)
  }

  /// The next decimal number behind blanks and comments.
  private mutating func number(_ what: String) throws -> Int {
    skipBlanks()
    var (value, digits) = (0, 0)
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
      value = value * 10 + Int(bytes[place] - 0x30)
      (place, digits) = (place + 1, digits + 1)
      guard digits <= 9 else { throw damaged("\(what) has more than nine digits") }
    }
    guard digits > 0 else {
      throw damaged(
        place < bytes.count
          ? "\(what) is missing at byte \(place)" : "it ends where \(what) should stand")
    }
    return value
  }

  private mutating func skipBlanks() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "#") {
        while place < bytes.count, bytes[place] != 10 { place += 1 }
      } else if bytes[place] == 32 || (9...13).contains(bytes[place]) {
        place += 1
      } else {
        return
      }
    }
  }

  private func damaged(_ reason: String) -> DataError {
    .damagedImage(path: path, format: channelsName, reason: reason)
  }

  private var channelsName: String {
    bytes[1] == UInt8(ascii: "3") || bytes[1] == UInt8(ascii: "6") ? "PPM" : "PGM"
  }
}
