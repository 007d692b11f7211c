extension AdviceRule {
  /// Losses for numbers.
  static let numberRules: [AdviceRule] = [
    proportions, counts, magnitudes, unevenSpread, manyOutliers, outliers, plainNumbers,
  ]

  /// Numbers nothing is the matter with.
  static let plainNumbers = AdviceRule(
    for: .numbers, loss: { _ in try LossSpecification("mse") },
    reason: {
      "\($0.outlierWords): the square punishes large errors most, and the mean is predicted"
    },
    objection: { findings in
      if findings.arePoisson { return "it takes a count of 2 for 1 as badly as one of 101 for 100" }
      if findings.areProportions { return "it does not know that shares end at 0 and 1" }
      if findings.spanMagnitudes {
        return "the largest targets would lead: an error grows with them"
      }
      if findings.isSpreadUneven { return "it takes every target to be as certain as any other" }
      return "\(findings.outlierWords), and a square makes them lead"
    })
}

extension Findings {
  /// Whether all targets are from 0 to 1 and a good part of them is between.
  var areProportions: Bool { has(.proportions, atLeast: 0.2) }

  /// Whether whole numbers spread about as counts of rare events do.
  var arePoisson: Bool { has(.dispersion, atLeast: 0.3) && !has(.dispersion, atLeast: 4) }

  /// Whether targets differ by factors rather than by amounts.
  var spanMagnitudes: Bool {
    has(.ordersOfMagnitude, atLeast: 2) && has(.skewness, atLeast: 1)
  }

  /// Whether errors grow with what is predicted.
  var isSpreadUneven: Bool { has(.unevenSpread, atLeast: 0.3) && has(.rows, atLeast: 100) }

  /// The share of targets or of errors that lie far out, whichever is larger.
  var farOut: Double { max(self[.outliers] ?? 0, self[.outlyingErrors] ?? 0) }

  /// How far out targets lie, for a sentence.
  var outlierWords: String {
    guard farOut > 0 else { return "nothing lies far out" }
    let what = farOut == self[.outliers] ? "of the targets" : "of the neighbours' errors"
    return "\(percent(farOut)) \(what) lie far out"
  }
}
