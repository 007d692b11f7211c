extension AdviceRule {
  /// A few targets far out.
  static let outliers = AdviceRule(
    for: .numbers,
    loss: { findings in
      try LossSpecification("huber", [], [("delta", .number(findings.huberThreshold))])
    },
    reason: { findings in
      guard findings.farOut >= 0.01 else { return nil }
      return "\(findings.outlierWords): they should count, but not by their square; delta is 1.345 "
        + "robust deviations, 95 % as good as a square where nothing lies out"
    },
    objection: { findings in
      findings.farOut >= 0.1
        ? "\(findings.outlierWords), too many to be exceptions"
        : "\(findings.outlierWords): mse is simpler"
    })

  /// Many targets far out.
  static let manyOutliers = AdviceRule(
    for: .numbers, loss: { _ in try LossSpecification("mae") },
    reason: { findings in
      guard findings.farOut >= 0.1 else { return nil }
      return "\(findings.outlierWords): so many that the median is what can be predicted"
    },
    objection: { findings in
      "\(findings.outlierWords), and it pulls on a small error as hard as on a large one"
    })
}

extension Findings {
  /// Where the square of Huber's loss ends: 1.345 robust deviations of the errors to expect, at which
  /// it is 95 % as efficient as the square on normal errors.
  ///
  /// Source: Huber 1964, and Holland and Welsch 1977 for the number. Those errors are the
  /// neighbours'; without features, the targets' own distances from their median.
  var huberThreshold: Double {
    let scale = [self[.neighbourError], self[.spread]].compactMap { $0 }.first { $0 > 0 } ?? 1
    return max(threeDigits(1.345 * scale), .leastNormalMagnitude)
  }
}
