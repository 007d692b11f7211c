import Tensors

/// In which form a loss wants its targets.
public enum TargetForm: Sendable, Equatable {
  /// None: the rows are only predicted.
  case none
  /// The number of a class per row, from one column of text or whole numbers.
  case classes
  /// One or several numbers per row.
  case numbers
  /// A probability per class and row, from several columns that sum to 1 (or counts).
  case distributions
  /// A row of labels per row, padded to the longest.
  case sequences
}

/// The targets of a part, in the form asked for.
public enum PreparedTargets: Sendable, Equatable {
  /// No targets.
  case none
  /// The class of each row, an index into `PreparedData.classes`.
  case classes([Int32])
  /// Numbers of shape [rows, columns].
  case numbers(Tensor)
  /// Probabilities of shape [rows, classes], each row summing to 1.
  case distributions(Tensor)
  /// Labels of shape [rows, longest].
  case sequences(Tensor)
}

/// The rows of one part, ready for a model.
public struct PreparedPart: Sendable, Equatable {
  /// Which rows of the data set these are, counted from 0.
  public let rows: [Int]
  /// The features, of shape [rows] + `PreparedData.rowShape`.
  public let features: RowMatrix
  /// The targets.
  public let targets: PreparedTargets
  /// What each row counts; nil when every row counts one.
  public let weights: [Float]?
  /// Further arrays by name, a row for each row.
  public let extras: [String: Tensor]
}

/// A data set ready for a model: matrices per part, and what was fitted to make them.
public struct PreparedData: Sendable, Equatable {
  /// The parts that have rows.
  public let parts: [Part: PreparedPart]
  /// What was fitted on the training part.
  public let fitted: FittedPreparation
  /// What the user should know: constant columns, unseen categories.
  public let notices: [String]

  /// The names of the features after encoding.
  public var featureNames: [String] { fitted.featureNames }
  /// The shape of one row of features.
  public var rowShape: Shape { Shape(fitted.rowShape) }
  /// The classes, in the order of their numbers; nil for number targets.
  public var classes: DistinctValues? { fitted.classes }

  /// A part; throws `noSuchPart` when it has no rows.
  public func part(_ part: Part) throws -> PreparedPart {
    if let found = parts[part] { return found }
    let known = Part.allCases.filter { parts[$0] != nil }.map(\.rawValue)
    throw DataError.noSuchPart(part: part.rawValue, known: known)
  }
}
