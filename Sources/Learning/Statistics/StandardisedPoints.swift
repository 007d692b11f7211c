import Tensors

/// Rows of features with mean 0 and variance 1 in every column; a constant column is 0 and makes no
/// distance.
///
/// The elements of rows that are arrays, such as pixels, have one unit: they keep it, or the noise of
/// those that hardly vary would count as much as the picture.
struct StandardisedPoints {
  private typealias Block = SIMD16<Float>
  private var blocks: [Block]
  private let blocksPerRow: Int

  /// Standardises these rows over themselves.
  init(_ features: Tensor, rows: [Int]) {
    let width = features.rowCount
    blocksPerRow = (width + Block.scalarCount - 1) / Block.scalarCount
    blocks = Array(repeating: Block(), count: rows.count * blocksPerRow)
    features.withUnsafeBufferPointer { values in
      for column in 0..<width {
        let moments = Moments(rows.map { Double(values[$0 * width + column]) })
        guard moments.variance > 0 else { continue }
        let scale = features.shape.rank > 2 ? 1 : 1 / moments.variance.squareRoot()
        let (block, lane) = column.quotientAndRemainder(dividingBy: Block.scalarCount)
        for (place, row) in rows.enumerated() {
          let value = Double(values[row * width + column])
          blocks[place * blocksPerRow + block][lane] = Float((value - moments.mean) * scale)
        }
      }
    }
  }

  /// The squared distance of two rows.
  func squaredDistance(_ first: Int, _ second: Int) -> Float {
    var sum = Block()
    blocks.withUnsafeBufferPointer { blocks in
      for block in 0..<blocksPerRow {
        let difference =
          blocks[first * blocksPerRow + block] - blocks[second * blocksPerRow + block]
        sum += difference * difference
      }
    }
    return sum.sum()
  }
}
