import Tensors

/// What one direction of a recurrent layer is applied to.
public struct RecurrentDirection: Sendable {
  /// The gates' share of the input: x · Wᵀ + b, [n, T, G · H].
  public let gates: Expression
  /// The recurrent weights as PyTorch has them, [G · H, H].
  public let weight: Expression
  /// What is added to their product with the state, [G · H]; nil: nothing.
  public let bias: Expression?

  /// A direction of the given operands.
  public init(gates: Expression, weight: Expression, bias: Expression? = nil) {
    self.gates = gates
    self.weight = weight
    self.bias = bias
  }
}

/// The states of a recurrent layer, [n, T, H], or with `returnsLast` the last one of each row, [n, H].
///
/// With h · Uᵀ + c for the weights U and the bias c of the state h before, x the gates:
///
///     lstm   i, f, o = σ(x + …), g = tanh(x + …), m' = f m + i g, h' = o tanh m'
///     gru    r, z = σ(x + …), n = tanh(x + r (…)), h' = (1 − z) n + z h
///     tanh   h' = tanh(x + …)
///
/// - Parameters:
///   - forward: the direction from the first frame on.
///   - backward: the direction from the last frame on. With both, their states lie side by side,
///     [..., 2 · H], forward first.
///   - lengths: how many frames of each row count, [n], whole numbers; all when nil. States beyond are
///     0, and the last state is the one after the last frame that a direction takes.
public func recurrence(
  _ cell: RecurrentCell, forward: RecurrentDirection? = nil, backward: RecurrentDirection? = nil,
  lengths: Expression? = nil, returnsLast: Bool = false
) throws -> Expression {
  let directions = [forward, backward].compactMap { $0 }
  guard let gates = directions.first?.gates, gates.shape.rank == 3 else {
    throw GraphError.wrongRank(
      operation: "gates of \(cell)", shape: directions.first?.gates.shape ?? [],
      expected: "batch, time and gate")
  }
  let all = Expression.constant(Double(gates.shape[1]), shape: [gates.shape[0]])
  let isBackward = (forward == nil ? [] : [false]) + (backward == nil ? [] : [true])
  return try Primitive.recurrence.apply(
    [lengths ?? all] + directions.flatMap { try $0.operands(of: cell) },
    attributes: .recurrence(
      Recurrence(cell: cell, isBackward: isBackward, isLast: returnsLast)))
}

extension RecurrentDirection {
  /// The operands of the primitive; a bias that may stand outside is added to the gates.
  fileprivate func operands(of cell: RecurrentCell) throws -> [Expression] {
    guard cell.hasBias else {
      return [try bias.map { try addBias(gates, $0) } ?? gates, try transpose(weight)]
    }
    return [gates, try transpose(weight), bias ?? .constant(0, shape: [weight.shape[0]])]
  }
}
