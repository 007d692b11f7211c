extension AdviceRule {
  /// Amounts that differ by factors.
  static let magnitudes = AdviceRule(
    for: .numbers, loss: { _ in try LossSpecification("msle") },
    reason: { findings in
      guard findings.spanMagnitudes else { return nil }
      return "the targets span \(short(findings[.ordersOfMagnitude] ?? 0)) powers of ten with "
        + "skewness \(short(findings[.skewness] ?? 0)): an error by a factor should cost the same "
        + "everywhere"
    },
    objection: { findings in
      guard let orders = findings[.ordersOfMagnitude] else {
        return "some targets are below 0, where it has no logarithm"
      }
      return orders < 2
        ? "the targets span only \(short(orders)) powers of ten"
        : "the targets are not skewed to the right (\(short(findings[.skewness] ?? 0)))"
    })

  /// Targets some of which are less certain than others.
  static let unevenSpread = AdviceRule(
    for: .numbers,
    loss: { _ in try LossSpecification("gaussian_nll", [], [("variance", .text("learned"))]) },
    reason: { findings in
      guard findings.isSpreadUneven, !findings.spanMagnitudes else { return nil }
      return "errors grow with what is predicted (rank correlation "
        + "\(short(findings[.unevenSpread] ?? 0))), so the model should say how sure it is; it takes "
        + "two outputs a number"
    },
    objection: { findings in
      guard let correlation = findings[.unevenSpread] else {
        return "whether errors grow with what is predicted could not be measured"
      }
      return "errors hardly grow with what is predicted (rank correlation \(short(correlation))), "
        + "and it takes two outputs a number"
    })
}
