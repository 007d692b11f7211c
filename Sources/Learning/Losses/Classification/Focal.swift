import Graphs

/// Cross-entropy with what is already right made small.
///
///     (1 − p)^γ · −log p
///
/// Written as e^(γ · log(1 − p)) · −log p: the power 0^(γ − 1) in the derivative of (1 − p)^γ is
/// infinite for γ below 1, the exponential has no such trap. γ = 0 is cross-entropy to the bit.
///
/// - Parameters:
///   - logHit: log p, p the probability of what is true.
///   - logMiss: log(1 − p).
///   - gamma: γ, a number that may change from epoch to epoch.
public func focal(
  logHit: Expression, logMiss: Expression, gamma: Expression
) throws -> Expression {
  try exp(gamma * logMiss) * -logHit
}

/// The focal loss of yes-or-no targets.
///
///     α · y · f(p)  +  (1 − α) · (1 − y) · f(1 − p),   f(p) = (1 − p)^γ · −log p
///
/// From ℓ = log p and log(1 − p), of the shape of the targets; for logits −softplus(−x) and
/// −softplus(x). `weights` are those of no and yes: 1 − α and α.
public func focal(
  logYes: Expression, logNo: Expression, _ y: Expression, gamma: Expression,
  weights: (no: Double, yes: Double) = (1, 1)
) throws -> Expression {
  let yes = try focal(logHit: logYes, logMiss: logNo, gamma: gamma)
  let no = try focal(logHit: logNo, logMiss: logYes, gamma: gamma)
  return try y * yes * weights.yes + (1 - y) * no * weights.no
}

extension LossInputs {
  /// The focal loss as the targets have it: yes or no for numbers, one of several for classes.
  func focalTerms() throws -> LossTerms {
    switch target {
    case .indices: try focalOfClasses()
    default: try focalOfAnswers()
    }
  }

  private func focalOfClasses() throws -> LossTerms {
    let count = prediction.shape[1]
    let alphas = try options.alphas(count: count, names: classes, isBinary: false)
    let hit = try logProbabilities()
    let costs = try focal(logHit: hit, logMiss: logOfComplement(hit), gamma: gamma)
    let factors = try alphas.map { try Expression.constant(values: $0, shape: [count]) }
    return try classTarget(factors: factors).expectation(of: costs)
  }

  private func focalOfAnswers() throws -> LossTerms {
    let y = try smoothedAnswers(values())
    let weights = try options.weights("class_weights", count: 2, names: classes)
    let alphas = try options.alphas(count: 2, names: classes, isBinary: true)
    let (logYes, logNo) = try logAnswers()
    let product = zip(weights ?? [1, 1], alphas ?? [1, 1]).map { $0 * $1 }
    let costs = try focal(
      logYes: logYes, logNo: logNo, y, gamma: gamma, weights: (no: product[0], yes: product[1]))
    return LossTerms(costs, rowDivisor: try weights.map { try meanWeight(of: values(), $0) })
  }

  /// What the values of a row count on average, [n].
  private func meanWeight(of y: Expression, _ weights: [Double]) throws -> Expression {
    try mean(y * weights[1] + (1 - y) * weights[0], axis: 1)
  }

  /// γ: of this epoch where it changes, else the option.
  private var gamma: Expression { scheduled["gamma"] ?? .constant(options.number("gamma")) }
}
