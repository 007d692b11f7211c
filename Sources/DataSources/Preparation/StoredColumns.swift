import Tensors

extension NumericArray {
  /// The measures of each column of some rows of an array that stays in its file, missing numbers
  /// filled in; nil for an array that is held in memory.
  ///
  /// They are those that `Statistics` takes of a column in memory, to the last bit.
  func storedStatistics(of rows: [Int], filling fill: [Double]?) throws -> [Statistics]? {
    guard case .stored(let segments) = storage,
      let matrix = RowMatrix(segments, rowShape: rowShape, rows: rows)
    else { return nil }
    let measures = matrix.columnMeasures(filling: fill)
    try matrix.checkFiles()
    return measures?.map { Statistics($0) }
  }
}

extension Statistics {
  /// Measures taken of a file, in the same two passes.
  fileprivate init(_ measures: ColumnMeasures) {
    self.init(
      count: measures.count, mean: measures.mean, squares: measures.squares,
      minimum: measures.minimum, maximum: measures.maximum)
  }
}
