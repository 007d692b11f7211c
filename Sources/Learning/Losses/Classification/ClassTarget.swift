import Graphs
import Tensors

/// What a loss on classes compares a row with: a share for each class, smoothed first and weighed
/// then.
///
///     t[c] = w[c] · ((1 − ε) · y[c] + ε / C)
///
/// where y is 1 at the class of the row, or a distribution, w the weight of each class and ε the
/// label smoothing. Smoothing comes first, so that a loss L is Σ_c t[c] · L[c]: what each class
/// would cost if it were the true one, times its share and its weight.
struct ClassTarget {
  /// t, [n, C].
  let shares: Expression
  /// What a row counts in the divisor of a mean: w[y], [n]; one when nil.
  let rowDivisor: Expression?

  /// Σ_c t[c] · L[c], one value per row.
  ///
  /// - Parameter costs: what each class would cost if it were the true one, [n, C], finite.
  func expectation(of costs: Expression) throws -> LossTerms {
    LossTerms(try sum(shares * costs, axis: 1), rowDivisor: rowDivisor)
  }
}

extension LossInputs {
  /// The target by the options `class_weights` and `label_smoothing`.
  ///
  /// - Parameter factors: further factors of the classes, [C], which do not count in a divisor.
  /// - Throws: `LearningError.wrongTarget` for anything but classes and distributions.
  func classTarget(factors: Expression? = nil) throws -> ClassTarget {
    let weights = try classWeights(classes: prediction.shape[1])
    let smoothing = options.number("label_smoothing")
    let total = try product(weights, factors)
    switch target {
    case .indices(let y):
      let hot = try oneHot(y, classes: prediction.shape[1])
      return ClassTarget(
        shares: try smoothed(hot, by: smoothing, weights: total),
        rowDivisor: try weightOfTarget(y, weights, shape: prediction.shape))
    case .values(let y):
      return ClassTarget(
        shares: try smoothed(y, by: smoothing, weights: total), rowDivisor: nil)
    case .sequences, .nothing:
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "classes", found: target.word)
    }
  }
}

/// w[y] of each row, [n]; nil without weights.
func weightOfTarget(
  _ y: Expression, _ weights: Expression?, shape: Shape
) throws -> Expression? {
  try spread(weights, to: shape).map { try pick($0, y) }
}

/// w[c] · ((1 − ε) · y[c] + ε / C).
func smoothed(_ y: Expression, by smoothing: Double, weights: Expression?) throws -> Expression {
  let target = try y * (1 - smoothing) + smoothing / Double(y.shape[1])
  return try scaled(target, by: spread(weights, to: y.shape))
}

/// The weight of each class in every row.
func spread(_ weights: Expression?, to shape: Shape) throws -> Expression? {
  try weights.map { try broadcast($0, to: shape) }
}

func scaled(_ values: Expression, by weights: Expression?) throws -> Expression {
  guard let weights else { return values }
  return try values * weights
}

private func product(_ a: Expression?, _ b: Expression?) throws -> Expression? {
  guard let a, let b else { return a ?? b }
  return try a * b
}
