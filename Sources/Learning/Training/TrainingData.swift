import Tensors

/// What predictions are compared with, one entry per row.
public enum TrainingTarget: Sendable {
  /// A class index per row, counted from 0, and the names of the classes.
  case classes([Int32], names: [String])
  /// Numbers, [n, k].
  case numbers(Tensor)
  /// A probability for each class and row, [n, classes].
  case distributions(Tensor)
  /// A row of labels, padded to [n, L], and the names of the classes; the lengths of the rows and
  /// of their inputs are further arrays of the data, `target_lengths` and `input_lengths`.
  case sequences(Tensor, names: [String])

  /// The number of rows.
  public var rows: Int {
    switch self {
    case .classes(let indices, _): indices.count
    case .numbers(let tensor), .distributions(let tensor), .sequences(let tensor, _): tensor.rows
    }
  }

  /// The names of the classes, empty where the targets are numbers.
  public var classNames: [String] {
    switch self {
    case .classes(_, let names), .sequences(_, let names): names
    case .numbers, .distributions: []
    }
  }
}

/// Rows to train on or to judge: features, targets and how much each row counts.
public struct TrainingData: Sendable {
  /// The rows, [n] + the shape of a row.
  public var features: RowMatrix
  /// What they should lead to.
  public var target: TrainingTarget
  /// What each row counts in means; one when nil.
  public var rowWeights: [Float]?
  /// Further arrays that a loss may read, by name, a row for each row: a variance, lengths.
  public var extras: [String: Tensor]

  /// Rows held as floats, with their targets.
  public init(
    features: Tensor, target: TrainingTarget, rowWeights: [Float]? = nil,
    extras: [String: Tensor] = [:]
  ) {
    self.init(
      features: RowMatrix(features), target: target, rowWeights: rowWeights, extras: extras)
  }

  /// Rows, which may lie in a file, with their targets.
  public init(
    features: RowMatrix, target: TrainingTarget, rowWeights: [Float]? = nil,
    extras: [String: Tensor] = [:]
  ) {
    self.features = features
    self.target = target
    self.rowWeights = rowWeights
    self.extras = extras
  }

  /// The name among the further arrays of how many places along the first axis of each row count,
  /// [n]; layers on sequences leave the others out.
  public static let lengthsName = "input_lengths"

  /// The number of rows.
  public var rows: Int { features.rows }

  /// How many places along the first axis of each row count, [n]; nil: all.
  public var lengths: Tensor? { extras[Self.lengthsName] }

  /// The shape of a row of features.
  public var rowShape: Shape { Shape(Array(features.shape.dimensions.dropFirst())) }
}

extension TrainingData {
  /// Checks what holds for any network and loss.
  ///
  /// - Throws: `LearningError` for no rows, rows that do not pair up, or numbers that are not.
  func check(part: String) throws {
    guard features.shape.rank > 0, rows > 0 else { throw LearningError.noRows(part) }
    guard target.rows == rows else {
      throw LearningError.rowCounts(features: rows, other: target.rows, what: "targets")
    }
    try features.checkFinite("features of the \(part)")
    switch target {
    case .numbers(let numbers): try numbers.checkFinite("targets of the \(part)")
    case .distributions(let numbers): try numbers.checkFinite("targets of the \(part)")
    case .sequences(let labels, _): try labels.checkFinite("targets of the \(part)")
    case .classes: break
    }
    for (name, array) in extras.sorted(by: { $0.key < $1.key }) {
      guard array.rows == rows else {
        throw LearningError.rowCounts(features: rows, other: array.rows, what: name)
      }
      try array.checkFinite("\(name) of the \(part)")
    }
    guard let rowWeights else { return }
    guard rowWeights.count == rows else {
      throw LearningError.rowCounts(features: rows, other: rowWeights.count, what: "row weights")
    }
    if let bad = rowWeights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw LearningError.badRowWeight(row: bad + 1, value: "\(rowWeights[bad])")
    }
  }
}

extension RowMatrix {
  /// Refuses numbers that are infinite or no number at all, and files that are no longer what was
  /// loaded.
  func checkFinite(_ what: String) throws {
    let found = firstNotFinite()
    try checkFiles()
    guard let (row, column) = found else { return }
    throw LearningError.notFinite(
      what, row: row + 1, column: column + 1, value: "\(self.row(row)[column])")
  }
}

extension Tensor {
  /// Whether no element is infinite or no number at all.
  var isFinite: Bool { firstNotFinite == nil }

  /// Refuses elements that are infinite or no number at all.
  func checkFinite(_ what: String) throws {
    guard let position = firstNotFinite else { return }
    let width = max(1, rowCount)
    throw LearningError.notFinite(
      what, row: position / width + 1, column: position % width + 1, value: "\(self[position])")
  }

  /// Looks through blocks of 16 first: x − x is 0 for every finite number only.
  private var firstNotFinite: Int? {
    withUnsafeBufferPointer { elements in
      let bytes = UnsafeRawBufferPointer(elements)
      let blocks = elements.count / 16
      for block in 0..<blocks {
        let sixteen = bytes.loadUnaligned(fromByteOffset: block * 64, as: SIMD16<Float>.self)
        if (sixteen - sixteen) != SIMD16<Float>() {
          return (block * 16..<block * 16 + 16).first { !elements[$0].isFinite }
        }
      }
      return (blocks * 16..<elements.count).first { !elements[$0].isFinite }
    }
  }
}
