/// Rows with features, most often a target, and the parts that the rows belong to.
///
/// A value: splitting, choosing another target or taking rows away gives another data set.
public struct Dataset: Sendable, Equatable {
  /// What the rows hold.
  public enum Content: Sendable, Equatable {
    /// Columns, of which some are the target.
    case table(Table)
    /// An array whose first axis counts rows, and the targets that came with it.
    case array(NumericArray, targets: Table?)
  }

  /// The bundled set's name, or the file's without folder and extension.
  public let name: String
  /// The path of the first file.
  public let path: String
  /// The fingerprint of the files it was read from, in hexadecimal (see `Fingerprint`).
  public let contentHash: String
  /// The rows.
  public let content: Content
  /// The names of the target columns; empty when there is no target.
  public let targetNames: [String]
  /// Further arrays that a loss or a fit reads, by name: `weights`, `variance`, lengths.
  public let extras: [String: ExtraArray]
  /// What a label is, where the target is a text of labels: transcripts of recordings.
  public let labelUnit: LabelUnit?
  /// Which rows train, validate and test; without `split` all train.
  public internal(set) var parts: Parts
  /// The parts that the files themselves make: all rows train unless test= or validation= came.
  let fileParts: Parts
  /// What the user should know about the reading: one sentence each.
  public internal(set) var notices: [String]

  init(
    name: String, path: String, contentHash: String, content: Content, targetNames: [String],
    extras: [String: ExtraArray] = [:], parts: Parts? = nil,
    labelUnit: LabelUnit? = nil, notices: [String] = []
  ) {
    self.name = name
    self.path = path
    self.contentHash = contentHash
    self.content = content
    self.targetNames = targetNames
    self.extras = extras
    self.labelUnit = labelUnit
    fileParts = parts ?? Parts(train: Array(0..<content.rowCount))
    self.parts = fileParts
    self.notices = notices
  }

  /// A data set made in memory, each column in `target` being a target.
  public init(name: String, table: Table, target: [String]) throws {
    for column in target { _ = try table.column(column) }
    self.init(
      name: name, path: "", contentHash: "", content: .table(table), targetNames: target)
  }
}

extension Dataset.Content {
  var rowCount: Int {
    switch self {
    case .table(let table): table.rowCount
    case .array(let array, _): array.rowCount
    }
  }
}

extension Dataset {
  /// The number of rows in all parts.
  public var rowCount: Int { content.rowCount }

  /// The columns that are no target; none for an array.
  public var featureColumns: [Column] {
    guard case .table(let table) = content else { return [] }
    let others = targetNames + extraColumnNames
    return table.columns.filter { !others.contains($0.name) }
  }

  /// The columns that are neither features nor targets but further arrays.
  private var extraColumnNames: [String] {
    extras.values.compactMap { source in
      if case .column(let name) = source { return name }
      return nil
    }
  }

  /// The target columns, in the order they were named.
  public var targetColumns: [Column] {
    let table: Table? =
      switch content {
      case .table(let table): table
      case .array(_, let targets): targets
      }
    return targetNames.compactMap { name in table?.columns.first { $0.name == name } }
  }

  /// Every column name that a user can type, target columns last.
  public var columnNames: [String] { featureColumns.map(\.name) + targetNames }

  /// The shape of one row of features before preprocessing.
  public var rowShape: [Int] {
    switch content {
    case .table: [featureColumns.count]
    case .array(let array, _): array.rowShape.isEmpty ? [1] : array.rowShape
    }
  }

  /// Whether the target is a set of classes by its look: one column of text, or of few distinct
  /// whole numbers (at most 2, or at most 100 and the square root of the number of rows).
  public var hasClassTarget: Bool {
    guard labelUnit == nil, targetColumns.count == 1, let column = targetColumns.first
    else { return false }
    guard case .numbers(let numbers) = column.values else { return true }
    let limit = max(2, min(100, Int(Double(numbers.count).squareRoot())))
    var distinct: Set<Double> = []
    for value in numbers where !value.isNaN {
      guard value == value.rounded(), value.isFinite else { return false }
      distinct.insert(value)
      if distinct.count > limit { return false }
    }
    return !distinct.isEmpty
  }

  /// The labels that a text of labels is made of, the blank first; nil for any other target.
  public var labelNames: [String]? {
    guard let column = targetColumns.first else { return nil }
    return labelUnit?.classes(of: column, rows: Array(0..<rowCount)).names
  }

  /// The form of the target by its look alone, for what is asked without a loss.
  public var plainForm: TargetForm {
    if labelUnit != nil { return .sequences }
    return hasClassTarget ? .classes : .numbers
  }

  /// The same rows in other parts.
  public func with(parts: Parts) -> Dataset {
    var copy = self
    copy.parts = parts
    return copy
  }
}
