extension LoadPlan {
  /// The further arrays named by the options: columns of the table by name, else files.
  ///
  /// A file must have a row for each row of the first file; with rows from other files beside them
  /// a column is the way, since a column comes along with every file.
  func readExtras(
    _ content: Dataset.Content, _ fingerprint: inout Fingerprint
  ) throws -> [String: ExtraArray] {
    try extras.reduce(into: [:]) { found, extra in
      if case .table(let table) = content, table.names.contains(extra.source) {
        found[extra.name] = .column(extra.source)
      } else {
        found[extra.name] = .array(try readExtra(extra, content, &fingerprint))
      }
    }
  }

  private func readExtra(
    _ extra: LoadOptions.Extra, _ content: Dataset.Content, _ fingerprint: inout Fingerprint
  ) throws -> NumericArray {
    if case .table(let table) = content, !extra.source.contains("."), !extra.source.contains("/") {
      throw unknownColumnError(extra.source, among: table.names)
    }
    guard validation == nil, test == nil else {
      throw DataError.loadOptions(
        problem: "\(extra.name)= is a file, and the rows come from several files",
        hint: "make it a column of the tables, or load one file and split it")
    }
    var notices: [String] = []
    let file = try SourceFile.read(
      extra.source, options: CSVOptions(), limits: limits, fingerprint: &fingerprint,
      notices: &notices)
    let array = try file.numbers(path: extra.source).prefix(csv.rows ?? .max)
    guard array.rowCount == content.rowCount else {
      throw DataError.rowCountsDiffer(
        first: train.features, firstRows: content.rowCount, second: extra.source,
        secondRows: array.rowCount)
    }
    return array
  }
}

extension SourceFile {
  /// The file's numbers: an array as it is, a table of numbers as rows, one column as a list.
  fileprivate func numbers(path: String) throws -> NumericArray {
    switch self {
    case .array(let array): return array
    case .table(let table):
      let columns = try table.columns.map { column -> [Double] in
        guard case .numbers(let numbers) = column.values else {
          throw DataError.textFeature(
            column: column.name, firstRow: 1, value: column.cell(0) ?? "")
        }
        return (0..<numbers.count).map { numbers[$0] }
      }
      let values = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
      let shape = columns.count == 1 ? [table.rowCount] : [table.rowCount, columns.count]
      return NumericArray(shape: shape, storage: .double(values))
    }
  }
}
