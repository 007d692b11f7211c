import CPangoCairo
import Figures
import Foundation
import Testing

/// Every kind of figure against a picture that a person has looked at.
///
/// A pixel agrees if each of its colours is within 48 of 255, and at most 1% of the pixels may
/// disagree: another version of FreeType shifts the edges of letters, a chart that has moved
/// differs by far more. After looking at a change, accept it:
/// `LOSSREPL_ACCEPT=1 swift test --filter ReferenceImageTests`. To look at large pictures, give a
/// folder in LOSSREPL_LOOK.
@Suite struct ReferenceImageTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Reference")
  static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: Samples.all.map(\.name))
  func looksAsAccepted(name: String) throws {
    let figure = try #require(Samples.all.first { $0.name == name }).figure
    let drawn = try FigureFile.render(figure, format: .png(scale: 1))
    #expect(drawn.count < 60_000, "a reference image is to stay small")
    let file = Self.folder.appendingPathComponent(name + ".png")
    if let look = Self.environment["LOSSREPL_LOOK"] { try writeLarge(figure, name, to: look) }
    if Self.environment["LOSSREPL_ACCEPT"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(drawn).write(to: file)
    }
    let accepted = try Pixels([UInt8](Data(contentsOf: file)))
    let now = try Pixels(drawn)
    try #require(now.width == accepted.width && now.height == accepted.height)
    let differing = now.differing(from: accepted, by: 48)
    let share = Double(differing) / Double(now.width * now.height)
    if share > 0.01 {
      try Data(drawn).write(
        to: FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-drawn.png"))
    }
    #expect(share <= 0.01, "\(differing) pixels of \(name) differ; drawn one is in /tmp")
  }

  private func writeLarge(_ figure: any Figure, _ name: String, to folder: String) throws {
    for ending in ["png", "pdf", "svg"] {
      let path = "\(folder)/\(name).\(ending)"
      let bytes = try FigureFile.render(figure, format: FigureFormat(path: path))
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
  }
}

/// The pixels of a PNG file.
struct Pixels {
  let width: Int
  let height: Int
  /// Four bytes a pixel: blue, green, red and one that is not used.
  let bytes: [UInt8]

  struct Unreadable: Error {}

  init(_ png: [UInt8]) throws {
    let reader = Reader(png)
    let surface = withExtendedLifetime(reader) {
      cairo_image_surface_create_from_png_stream(
        { closure, target, count in
          guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
          return Unmanaged<Reader>.fromOpaque(closure).takeUnretainedValue()
            .read(into: target, count: Int(count))
        }, Unmanaged.passUnretained(reader).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let data = cairo_image_surface_get_data(surface)
    else { throw Unreadable() }
    let (across, down) = (
      Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
    )
    (width, height) = (across, down)
    let stride = Int(cairo_image_surface_get_stride(surface))
    bytes = (0..<down).flatMap { row in
      Array(UnsafeBufferPointer(start: data + row * stride, count: across * 4))
    }
  }

  /// How many pixels have a colour that differs by more than `limit`.
  func differing(from other: Pixels, by limit: Int) -> Int {
    (0..<width * height).count { pixel in
      (0..<3).contains { part in
        abs(Int(bytes[pixel * 4 + part]) - Int(other.bytes[pixel * 4 + part])) > limit
      }
    }
  }

  private final class Reader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) -> cairo_status_t {
      guard position + count <= bytes.count else { return CAIRO_STATUS_READ_ERROR }
      for index in 0..<count { target[index] = bytes[position + index] }
      position += count
      return CAIRO_STATUS_SUCCESS
    }
  }
}
