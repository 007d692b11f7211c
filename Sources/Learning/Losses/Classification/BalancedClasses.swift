import Glibc

/// How the weights of classes follow from the number of rows each has.
public enum ClassBalance: String, Sendable, CaseIterable {
  /// n / (K · n_c): every class counts as much as any other, as scikit-learn's "balanced".
  case balanced
  /// (1 − β) / (1 − β^n_c), scaled to the mean 1: rows of a class overlap, so that the effective
  /// number of them grows more slowly than their count.
  ///
  /// Source: Cui et al. 2019, Class-Balanced Loss Based on Effective Number of Samples.
  case effective

  /// The weights of classes with these numbers of rows; a class without rows counts as one with a
  /// single row.
  public func weights(counts: [Int], beta: Double) -> [Double] {
    let rows = counts.map { Double(max($0, 1)) }
    switch self {
    case .balanced:
      let total = Double(counts.reduce(0, +))
      return rows.map { total / (Double(rows.count) * $0) }
    case .effective:
      // expm1 and log1p keep their digits for β next to 1, where β^n is next to 1 too.
      let raw = rows.map { beta == 0 ? 1 : (1 - beta) / -expm1($0 * log(beta)) }
      let scale = Double(raw.count) / raw.reduce(0, +)
      return raw.map { $0 * scale }
    }
  }
}

extension LossSpecification {
  /// The same loss with `class_weights=balanced` or `effective` turned into the numbers that follow
  /// from the rows of the training part.
  ///
  /// - Throws: `LearningError.wrongTarget` when the targets are no classes.
  public func fitted(to training: TrainingTarget) throws -> LossSpecification {
    if let recombine = definition.recombine {
      return try LossSpecification(
        recombine(definition.summands.map { try $0.loss.fitted(to: training) }))
    }
    guard declares("class_weights"),
      let balance = options.optionalText("class_weights")
        .flatMap(ClassBalance.init(rawValue:))
    else { return self }
    guard case .classes(let labels, let names) = training else {
      throw LearningError.wrongTarget(
        "\(self)", expected: "classes", found: "not one class per row")
    }
    var counts = [Int](repeating: 0, count: names.count)
    for label in labels where names.indices.contains(Int(label)) { counts[Int(label)] += 1 }
    let beta = declares("effective_beta") ? options.number("effective_beta") : 0.999
    return LossSpecification(
      definition,
      checked: options.replacing(
        "class_weights", with: .numbers(balance.weights(counts: counts, beta: beta))))
  }

  private func declares(_ option: String) -> Bool {
    definition.declaration.options.contains { $0.name == option }
  }
}

extension OptionDeclaration {
  static let effectiveBeta = OptionDeclaration(
    "effective_beta", "how much rows of one class overlap, for class_weights=effective",
    .number(.from(0, below: 1)), default: .number(0.999))
}
