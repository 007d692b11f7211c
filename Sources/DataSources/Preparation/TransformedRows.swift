import Tensors

/// Rows prepared as those of a training part were.
public struct TransformedRows: Sendable {
  /// The features, of shape [rows] + `FittedPreparation.rowShape`.
  public let features: RowMatrix
  /// Further arrays by name, a row for each row: those of the data set, and the lengths of texts.
  public internal(set) var extras: [String: Tensor] = [:]
  /// What the user should know: what training had never seen.
  public var notices: [String] = []
}
