extension RasterImage {
  /// The image in another size, by a triangle filter: bilinear where it grows; where it shrinks the
  /// triangle is as wide as the step, so that no pixel is passed over.
  func resized(height newHeight: Int, width newWidth: Int) -> RasterImage {
    guard newHeight != height || newWidth != width else { return self }
    let rows = ResizeWeights.all(from: height, to: newHeight)
    let columns = ResizeWeights.all(from: width, to: newWidth)
    var result = self
    (result.height, result.width) = (newHeight, newWidth)
    result.pixels = []
    result.pixels.reserveCapacity(newHeight * newWidth * channels)
    // One row is blended at a time: the rows in between are never all in memory.
    var blended = [Double](repeating: 0, count: width * channels)
    for row in rows {
      blend(row, into: &blended)
      for column in columns {
        for channel in 0..<channels {
          var sum = 0.0
          for (index, weight) in column.weights.enumerated() {
            sum += weight * blended[(column.first + index) * channels + channel]
          }
          result.pixels.append(UInt8(max(0, min(255, sum.rounded()))))
        }
      }
    }
    return result
  }

  private func blend(_ row: ResizeWeights, into blended: inout [Double]) {
    for place in blended.indices { blended[place] = 0 }
    for (index, weight) in row.weights.enumerated() {
      let start = (row.first + index) * blended.count
      for place in blended.indices { blended[place] += weight * Double(pixels[start + place]) }
    }
  }
}

/// What one new pixel of an axis takes from the old ones, beginning with `first`.
struct ResizeWeights {
  let first: Int
  let weights: [Double]

  /// The weights of all new pixels.
  static func all(from old: Int, to new: Int) -> [ResizeWeights] {
    let step = Double(old) / Double(new)
    let reach = max(step, 1)
    return (0..<new).map { index in
      let centre = (Double(index) + 0.5) * step
      let first = max(0, Int(centre - reach + 0.5))
      let end = max(first + 1, min(old, Int(centre + reach + 0.5)))
      let raw = (first..<end).map { max(0, 1 - abs(Double($0) + 0.5 - centre) / reach) }
      let sum = raw.reduce(0, +)
      return ResizeWeights(first: first, weights: raw.map { $0 / sum })
    }
  }
}
