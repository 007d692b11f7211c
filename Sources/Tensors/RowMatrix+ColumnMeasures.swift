import CKernels

/// What the numbers of a column come to; missing ones do not count.
public struct ColumnMeasures: Sendable, Equatable {
  /// How many numbers there are.
  public let count: Int
  /// Their mean; 0 when there are none.
  public let mean: Double
  /// The sum of squared differences from the mean.
  public let squares: Double
  /// The least number.
  public let minimum: Double
  /// The greatest number.
  public let maximum: Double
}

extension RowMatrix {
  /// The measures of each column of rows that lie in a file, as the file has them, missing numbers
  /// filled in by `fill`: one for all columns, or one for each.
  ///
  /// The file is read twice from its beginning to its end, since the second pass sums differences
  /// from the mean. The sums of a column take its numbers one after the other.
  ///
  /// - Returns: nil for rows held as floats.
  public func columnMeasures(filling fill: [Double]?) -> [ColumnMeasures]? {
    guard let width = storedWidth else { return nil }
    var sums = [Double](repeating: 0, count: width)
    var counts = [Int64](repeating: 0, count: width)
    var least = [Double](repeating: .infinity, count: width)
    var greatest = [Double](repeating: -.infinity, count: width)
    readDoubles(filling: fill) { block, rows in
      columns_add(block, Int64(rows), Int64(width), &sums, &counts, &least, &greatest)
    }
    let means = (0..<width).map { column -> Double in
      if counts[column] == 0 { return 0 }
      if least[column] == greatest[column] { return least[column] }
      return sums[column] / Double(counts[column])
    }
    var squares = [Double](repeating: 0, count: width)
    readDoubles(filling: fill) { block, rows in
      columns_add_squares(block, Int64(rows), Int64(width), means, &squares)
    }
    return (0..<width).map { column in
      ColumnMeasures(
        count: Int(counts[column]), mean: means[column], squares: squares[column],
        minimum: least[column], maximum: greatest[column])
    }
  }

  /// Calls `body` with block after block of rows.
  private func readDoubles(
    filling fill: [Double]?, _ body: (UnsafePointer<Double>, _ rows: Int) -> Void
  ) {
    readStoredBlocks(ofNumbers: 1 << 15) { matrix, rows, block in
      stored_rows_read(matrix, Int64(rows.lowerBound), Int64(rows.count), block)
      if let fill {
        let width = Int(matrix.pointee.width)
        for index in 0..<rows.count * width where block[index].isNaN {
          block[index] = fill.count == 1 ? fill[0] : fill[index % width]
        }
      }
      body(block, rows.count)
    }
  }
}
