import Foundation
import Testing

@testable import DataSources

/// Pixel values are those make.py in Golden/images says: red 20 * column, green 24 * row, blue
/// 7 * (row + column).
@Suite("Images") struct ImageTests {
  private static let folder = goldenFolder + "images/"
  private static let pixels: [UInt8] = (0..<10).flatMap { row in
    (0..<12).flatMap { column in [20 * column, 24 * row, 7 * (row + column)].map { UInt8($0) } }
  }

  private func image(_ name: String) throws -> RasterImage {
    try readImage(readFile(Self.folder + name))
  }

  @Test("PNG gives exactly its values") func png() throws {
    let colour = try image("colour.png")
    #expect((colour.height, colour.width, colour.channels) == (10, 12, 3))
    #expect(colour.pixels == Self.pixels)
    let grey = try image("grey.png")
    #expect(grey.channels == 1)
    #expect(grey.pixels == (0..<120).map { UInt8($0 % 12 * 20) })
    // 0, 0x8080 and 0xffff of 16 bits.
    #expect(try image("deep.png").pixels == [0, 128, 255])
    #expect(try image("palette.png").pixels == [200, 100, 50, 1, 2, 3, 200, 100, 50])
  }

  @Test("transparency is laid over white") func alpha() throws {
    let image = try image("alpha.png")
    // Half: 255 * 127 / 255 = 127 of white remain in green and blue.
    #expect(image.pixels == [255, 255, 255, 255, 127, 127, 255, 0, 0])
    #expect(image.isTransparent)
  }

  @Test("JPEG gives its values within 3", arguments: ["colour.jpg", "grey.jpg"])
  func jpeg(_ name: String) throws {
    let image = try image(name)
    let expected = name == "grey.jpg" ? (0..<120).map { UInt8($0 % 12 * 20) } : Self.pixels
    #expect(image.channels == (name == "grey.jpg" ? 1 : 3))
    #expect(image.pixels.count == expected.count)
    for (found, wanted) in zip(image.pixels, expected) {
      #expect(abs(Int(found) - Int(wanted)) <= 3)
    }
  }

  @Test("PPM and PGM, as text and as bytes") func pnm() throws {
    func read(_ head: String, _ bytes: [UInt8] = []) throws -> RasterImage {
      try readImage(loaded(Array(head.utf8) + bytes, path: "a.ppm"))
    }
    #expect(try read("P6 2 1 255\n", [1, 2, 3, 4, 5, 6]).pixels == [1, 2, 3, 4, 5, 6])
    #expect(try read("P5\n# by hand\n1 2\n255\n", [9, 10]).pixels == [9, 10])
    #expect(try read("P3 1 1 255 7 8 9").pixels == [7, 8, 9])
    // 1 of 3 is 85 of 255; 0x8000 of 0xffff is 128 of 255.
    #expect(try read("P2 2 1 3 1 3").pixels == [85, 255])
    #expect(try read("P5 1 1 65535\n", [0x80, 0]).pixels == [128])
    for wrong in ["P6 2 1 255\n", "P5 0 1 255\n", "P5 1 1 0\n", "P2 1 1 3 4", "P2 99999999 1 255"] {
      #expect(throws: DataError.self) { try read(wrong) }
    }
  }

  @Test("luma by ITU-R BT.601") func luma() {
    let image = RasterImage(
      height: 1, width: 4, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77])
    // 0.299, 0.587 and 0.114 of 255.
    #expect(image.grey.pixels == [76, 150, 29, 77])
    #expect(image.grey.coloured.pixels.count == 12)
  }

  @Test("resizing agrees with PyTorch's antialiased bilinear") func resize() throws {
    let data = try Data(contentsOf: URL(filePath: Self.folder + "resized.json"))
    let expected = try JSONDecoder().decode([String: [Double]].self, from: data)
    let image = try image("colour.png")
    #expect(expected.count == 4)
    for (size, values) in expected {
      let sides = size.split(separator: "x").compactMap { Int($0) }
      let found = image.resized(height: sides[0], width: sides[1]).pixels
      #expect(found.count == values.count)
      for (pixel, value) in zip(found, values) { #expect(abs(Double(pixel) - value) <= 0.501) }
    }
  }

  @Test("an image of 81 million pixels is refused before decoding") func huge() {
    let path = Self.folder + "huge.png"
    #expect(throws: DataError.imageTooLarge(path: path, height: 9000, width: 9000)) {
      try image("huge.png")
    }
    #expect(throws: DataError.imageTooLarge(path: "a.pgm", height: 9000, width: 9000)) {
      try readImage(loaded(Array("P5 9000 9000 255\n".utf8), path: "a.pgm"))
    }
  }

  @Test(
    "files that are cut or flipped are read or refused, never more",
    arguments: ["colour.png", "grey.png", "alpha.png", "palette.png", "colour.jpg", "grey.jpg"])
  func damaged(_ name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.folder + name)))
    let whole = try image(name)
    for end in stride(from: 0, to: bytes.count, by: 7) {
      // What is taken for whole lacks nothing but the mark of the end.
      if let read = try? readImage(loaded(Array(bytes[..<end]))) {
        #expect(read == whole)
        #expect(bytes.count - end <= 16)
      }
    }
    let seed: UInt64 = 5
    print("seed", seed)
    var draws = RandomDraws(seed: seed)
    for place in bytes.indices {
      var flipped = bytes
      flipped[place] ^= draws.byte() | 1
      if let read = try? readImage(loaded(flipped)) {
        #expect(read.pixels.count == read.height * read.width * read.channels)
      }
    }
  }
}
