import Graphs
import Tensors

/// Each row as one axis: [n, a, b, ...] becomes [n, a · b · ...].
public func flatten(_ x: Expression) throws -> Expression {
  let rows = x.shape[0]
  return try reshape(x, to: [rows, x.shape.dimensions.dropFirst().reduce(1, *)])
}

extension LayerDefinition {
  /// Flatten.
  static let flatten = LayerDefinition(
    Declaration(
      "flatten", .layer, "Lays the axes of each row out as one.",
      formula: "[n, a, b] → [n, a · b]", reference: "PyTorch Flatten"),
    keepsMeaning: true,
    outputShape: { [$1.count] },
    outputLengths: { _, _, _ in nil },
    formula: { try Learning.flatten($0.x) })
}
