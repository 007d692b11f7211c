import Glibc
import Tensors

/// Where a pixel of a changed image comes from: places are counted from the middle of the image, right
/// and down, in pixels.
///
/// Maps compose, so that an image is interpolated once, however many of them it goes through.
struct AffineMap: Sendable, Equatable {
  /// What a step to the right adds to the place to the right, and down.
  var right: (x: Double, y: Double)
  /// What a step down adds.
  var down: (x: Double, y: Double)
  /// Where the middle comes from.
  var middle: (x: Double, y: Double)

  /// Every pixel from its own place.
  static let identity = AffineMap(right: (1, 0), down: (0, 1), middle: (0, 0))

  /// The image moved to the right and down.
  static func shifted(right x: Double, down y: Double) -> AffineMap {
    AffineMap(right: (1, 0), down: (0, 1), middle: (-x, -y))
  }

  /// The image turned clockwise about its middle.
  static func turned(degrees: Double) -> AffineMap {
    let angle = degrees * .pi / 180
    return AffineMap(
      right: (cos(angle), -sin(angle)), down: (sin(angle), cos(angle)), middle: (0, 0))
  }

  /// The image enlarged about its middle; a negative factor mirrors it.
  static func enlarged(x: Double, y: Double) -> AffineMap {
    AffineMap(right: (1 / x, 0), down: (0, 1 / y), middle: (0, 0))
  }

  /// What comes of this map first and another one after it.
  func followed(by next: AffineMap) -> AffineMap {
    func linear(_ place: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (place.x * right.x + place.y * down.x, place.x * right.y + place.y * down.y)
    }
    let moved = linear(next.middle)
    return AffineMap(
      right: linear(next.right), down: linear(next.down),
      middle: (middle.x + moved.x, middle.y + moved.y))
  }

  /// Takes an image through the map; beyond its frame are zeros.
  func resample(
    _ image: UnsafePointer<Float>, _ layout: RowLayout, to place: UnsafeMutablePointer<Float>
  ) {
    let x = Double(layout.width - 1) / 2
    let y = Double(layout.height - 1) / 2
    let map = PixelMap(
      row: (y + middle.y - y * down.y - x * right.y, down.y, right.y),
      column: (x + middle.x - y * down.x - x * right.x, down.x, right.x))
    map.resample(
      image, height: layout.height, width: layout.width, channels: layout.channels, to: place)
  }

  static func == (a: AffineMap, b: AffineMap) -> Bool {
    a.right == b.right && a.down == b.down && a.middle == b.middle
  }
}
