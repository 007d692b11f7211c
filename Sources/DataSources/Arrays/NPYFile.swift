import Tensors

/// NPY files by path.
public enum NPYFile {
  /// Writes a tensor in single precision, whole or not at all; throws `FileError`.
  public static func write(_ tensor: Tensor, to path: String) throws {
    let shape = tensor.shape.dimensions
    guard let bytes = NPYEncoder.bytes(shape: shape, tensor.values) else {
      throw DataError.unsuitableArray(
        path: path, shape: shape, need: "an NPY header holds at most 65,535 characters")
    }
    try AtomicFile.write(path: path, bytes)
  }

  /// Writes a list of class numbers, whole or not at all; throws `FileError`.
  public static func write(_ classes: [Int32], to path: String) throws {
    guard let bytes = NPYEncoder.bytes(shape: [classes.count], classes) else { return }
    try AtomicFile.write(path: path, bytes)
  }
}

extension NumericArray {
  /// Reads numbers from an NPY, IDX or CSV file; a table becomes an array of [rows, columns].
  ///
  /// - Returns: the array, and what is to be said about the reading.
  public static func load(
    _ path: String, options: CSVOptions = CSVOptions()
  ) throws -> (array: NumericArray, notices: [String]) {
    var fingerprint = Fingerprint()
    var notices: [String] = []
    let source = try SourceFile.read(
      path, options: options, fingerprint: &fingerprint, notices: &notices)
    switch source {
    case .array(let array): return (array, notices)
    case .table(let table): return (try NumericArray(table), notices)
    }
  }

  /// The numbers of a table, row by row, NaN where one is missing; throws `textFeature`.
  public init(_ table: Table) throws {
    let columns = try table.columns.map { column in
      guard case .numbers(let numbers) = column.values else {
        let row = (0..<column.count).first { !column.isMissing($0) } ?? 0
        throw DataError.textFeature(
          column: column.name, firstRow: row + 1, value: column.cell(row) ?? "")
      }
      return numbers
    }
    let values = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
    self.init(shape: [table.rowCount, columns.count], storage: .double(values))
  }

  /// The values in single precision.
  public var tensor: Tensor { Tensor(shape: Shape(shape), values: floats) }
}
