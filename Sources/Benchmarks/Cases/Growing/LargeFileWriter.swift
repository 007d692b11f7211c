import Glibc

/// Writes rows of a `RowGenerator` to a file piece by piece, so that this process does not hold them.
struct LargeFileWriter {
  /// How numbers stand in the file.
  enum Format: String {
    case npy
    case idx

    var bytesPerNumber: Int { self == .npy ? 4 : 1 }
  }

  let format: Format
  let rows: Int
  let width: Int
  let features: String
  let classes: String

  init(format: Format, rows: Int, width: Int, in directory: String) {
    (self.format, self.rows, self.width) = (format, rows, width)
    features =
      "\(directory)/large-features-\(format.rawValue)"
      + (format == .npy ? ".npy" : "2-ubyte")
    classes = "\(directory)/large-classes-idx1-ubyte"
  }

  /// Writes both files.
  func write() throws {
    guard let file = fopen(features, "wb") else {
      throw BenchmarkFailure("\(features) cannot be written")
    }
    var generator = RowGenerator(width: width)
    var labels = Self.idxHead([rows])
    var isWritten = put(format == .npy ? npyHead : Self.idxHead([rows, width]), file)
    let row = UnsafeMutableBufferPointer<Float>.allocate(capacity: width)
    defer { row.deallocate() }
    for _ in 0..<rows where isWritten {
      labels.append(UInt8(generator.next(row)))
      isWritten = put(row, file)
    }
    isWritten = fclose(file) == 0 && isWritten
    try require(isWritten, "\(features) cannot be written: \(String(cString: strerror(errno)))")
    try writeBytes(labels, to: classes)
  }

  private func put(_ row: UnsafeMutableBufferPointer<Float>, _ file: UnsafeMutablePointer<FILE>)
    -> Bool
  {
    switch format {
    case .npy: fwrite(row.baseAddress, 4, width, file) == width
    case .idx: put(row.map { UInt8($0 * 255) }, file)
    }
  }

  private func put(_ bytes: [UInt8], _ file: UnsafeMutablePointer<FILE>) -> Bool {
    fwrite(bytes, 1, bytes.count, file) == bytes.count
  }

  /// Version 1 of the format, padded so that numbers begin at a multiple of 64.
  private var npyHead: [UInt8] {
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(width)), }"
    text += String(repeating: " ", count: 128 - 10 - text.utf8.count - 1) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0] + Array(text.utf8)
  }

  /// Unsigned bytes of a shape.
  private static func idxHead(_ shape: [Int]) -> [UInt8] {
    [0, 0, 8, UInt8(shape.count)]
      + shape.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
  }
}
