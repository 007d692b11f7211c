import CKernels

/// Where the pixels of a changed image come from.
///
/// The pixel (i, j) comes from row `row.0 + row.1 · i + row.2 · j`, and the same for its column.
public struct PixelMap: Sendable {
  private let map: pixel_map

  /// The start and the steps down and to the right.
  public init(row: (Double, Double, Double), column: (Double, Double, Double)) {
    map = pixel_map(row: row, column: column)
  }

  /// Takes an image [height, width, channels] through the map, bilinear between pixels.
  ///
  /// Beyond its frame are zeros. `place` may not be the image.
  public func resample(
    _ image: UnsafePointer<Float>, height: Int, width: Int, channels: Int,
    to place: UnsafeMutablePointer<Float>
  ) {
    withUnsafePointer(to: map) {
      image_resample(image, Int64(height), Int64(width), Int64(channels), $0, place)
    }
  }
}
