import Graphs

/// A penalty: its declaration and its formula as a function of one weight matrix.
///
/// Penalties count weight matrices and leave biases alone, and are reported apart from the loss.
public struct PenaltyDefinition: Definition {
  /// Penalties.
  public static let category = Category.penalty
  /// Every penalty.
  public static let all: [PenaltyDefinition] = [.l1, .l2]

  /// Name, options, formula.
  public let declaration: Declaration
  /// The cost of one weight matrix, a scalar.
  let cost: @Sendable (Options, Expression) throws -> Expression
}

extension Specification where Defined == PenaltyDefinition {
  /// The cost of the weight matrices, a scalar; nil when there are none.
  func cost(of weights: [Expression]) throws -> Expression? {
    try weights.map { try definition.cost(options, $0) }.reduceSum()
  }
}

extension [Expression] {
  /// The sum of the expressions, nil when there are none.
  func reduceSum() throws -> Expression? {
    guard let first else { return nil }
    return try dropFirst().reduce(first) { try $0 + $1 }
  }
}

extension OptionDeclaration {
  /// The factor of a penalty.
  static let factor = OptionDeclaration(
    "k", "the factor the sum is multiplied by", .number(.atLeast(0)), positional: true)
}
