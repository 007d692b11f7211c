import Graphs

/// How surprised a row is to find its partner among all the others, by cosine.
///
///     ℓ(i, j) = −log(e^s[i, j] / (e^s[i, j] + Σ_{others} e^s[i, k])),   s = cos / τ
///
/// Each row of x and of y, both [n, k], looks for its partner in the other among all 2 n − 1 rows
/// of both. One value per row, [n]: the mean of ℓ(x, y) and ℓ(y, x), so that a mean is that of
/// 2 n rows.
public func contrastive(
  _ x: Expression, partners y: Expression, temperature: Double
) throws -> LossTerms {
  let (x, y) = (try unitRows(x, epsilon: lengthFloor), try unitRows(y, epsilon: lengthFloor))
  let across = try matmul(x, y, transposeB: true) / temperature
  let back = try matmul(y, x, transposeB: true) / temperature
  let own = try sum(x * y, axis: 1) / temperature
  let there = try surprise(of: own, among: matmul(x, x, transposeB: true) / temperature, across)
  let andBack = try surprise(of: own, among: matmul(y, y, transposeB: true) / temperature, back)
  return LossTerms(try (there + andBack) / 2)
}

/// The same, the partners of a row being the other rows of its class.
///
///     Σ_j ℓ(i, j), the others of ℓ being the rows of other classes
///
/// Rows are vectors x, [n, k], with a class each, y, [n], of `classes`. One value per row, [n]: the
/// sum over its partners; a mean divides by the number of partners of all rows, so a row without
/// any has the loss 0 and does not count.
public func contrastive(
  _ x: Expression, indices y: Expression, classes: Int, temperature: Double
) throws -> LossTerms {
  let pairs = try RowPairs(classes: y, count: classes)
  let unit = try unitRows(x, epsilon: lengthFloor)
  let similarity = try matmul(unit, unit, transposeB: true) / temperature
  let others = try logSumExp(similarity, where: pairs.different)
  // −log(e^s / (e^s + e^o)) = softplus(o − s)
  let costs = try softplus(repeated(others, axis: 1, count: x.shape[0]) - similarity)
  return LossTerms(
    try sum(pairs.alike * costs, axis: 1), rowDivisor: try sum(pairs.alike, axis: 1))
}

/// softplus(log Σ_{others} e^s − s[own]), the others being all but the row itself and its partner,
/// which stand on the diagonals of the two blocks.
private func surprise(
  of own: Expression, among same: Expression, _ across: Expression
) throws -> Expression {
  let mask = try 1 - diagonal(rows: own.shape[0])
  let others = try logAddExp(logSumExp(same, where: mask), logSumExp(across, where: mask))
  return try softplus(others - own)
}

/// A vector shorter than this has no direction.
private let lengthFloor = 1e-8

extension LossDefinition {
  /// The contrastive loss NT-Xent.
  static let contrastive = LossDefinition(
    Declaration(
      "contrastive", .loss, "How surprised each row is to find its partner among all others.",
      options: [
        OptionDeclaration(
          "temperature", "what cosines are divided by; the smaller, the more near misses count",
          .number(.above(0)), default: .number(0.5), positional: true)
      ],
      formula: "−log(exp(s[i, j]) / (exp(s[i, j]) + Σ exp(s[i, k]))), s = cos / τ",
      discussion: """
        With the array positive, the partner of each row, k runs over the other rows of both arrays \
        and the mean is that over both: SimCLR's loss. With classes in its place, as in a fit, all \
        rows of a row's class are its partners and k runs over the rows of other classes; a mean \
        divides by the number of pairs, and rows without a partner have the loss 0 and do not \
        count. A batch is its own context: the loss grows with its size, and losses of batches of \
        different size are not to be compared. The default of 0.5 suits batches of tens to \
        hundreds of rows; the paper takes 0.1 for thousands.
        """,
      reference: """
        Chen et al. 2020, A Simple Framework for Contrastive Learning of Visual Representations, \
        arXiv:2002.05709; optax ntxent
        """),
    task: .similarity,
    guide: LossGuide(
      targets: """
        One class per row, or none and the array positive. The model's outputs are vectors of any \
        length.
        """,
      useWhen: "Rows come in pairs that mean the same, or are to be found by likeness.",
      avoidWhen: """
        Batches are small: there is too little to tell apart; take triplet. Classes are few and \
        known: cross_entropy is easier to train.
        """),
    targets: [.classes, .nothing],
    meanDividesBy: "the number of rows with the array positive, of pairs with classes",
    predictions: { _ in .directions }, outputs: { _ in .any },
    extras: [
      LossExtra("positive", "the partner of each row", .likePrediction, isRequired: false)
    ],
    formula: { try $0.contrastiveTerms() })
}

extension LossInputs {
  fileprivate func contrastiveTerms() throws -> LossTerms {
    let temperature = options.number("temperature")
    if case .indices(let y) = target {
      return try contrastive(
        prediction, indices: y, classes: classes.count, temperature: temperature)
    }
    return try contrastive(
      prediction, partners: partner("positive"), temperature: temperature)
  }
}
