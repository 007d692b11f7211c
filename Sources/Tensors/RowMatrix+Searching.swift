extension RowMatrix {
  /// Where the first number is for which `isSought` holds, row by row and a block of rows in memory
  /// at a time; nil for none.
  public func firstNumber(
    where isSought: (Float) -> Bool
  ) -> (row: Int, column: Int, value: Float)? {
    let width = max(1, rowCount)
    let blockRows = max(1, (1 << 16) / width)
    for start in stride(from: 0, to: rows, by: blockRows) {
      let block = selecting(Array(start..<min(rows, start + blockRows)))
      let found = block.withUnsafeBufferPointer { numbers in
        numbers.firstIndex(where: isSought).map { ($0, numbers[$0]) }
      }
      if let (place, value) = found {
        return (start + place / width, place % width, value)
      }
    }
    return nil
  }
}
