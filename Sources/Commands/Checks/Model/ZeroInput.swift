import Learning
import Tensors

extension DataCheck {
  /// Whether the features matter: the same model is fitted to them and to zeros in their place, and
  /// both are judged on rows held back.
  static let zeroInput = DataCheck(
    "zero_input", "whether the model does better on the features than on zeros in their place"
  ) { data in
    guard let (objective, network, _) = data.trial else { return nil }
    let fit = try QuickFit(network, objective.loss, data)
    let budget = Budget(network)
    guard let rows = data.trainingSample(budget.rows), rows.rows >= 16,
      try fit.loss(fit.firstWeights, on: rows).isFinite
    else { return nil }
    let (fitted, held) = rows.divided
    let seen = try fit.heldLoss(fitted, held, budget.rates)
    let blind = try fit.heldLoss(fitted.withZeros, held.withZeros, budget.rates)
    guard let seen, let blind else { return nil }
    let words =
      "on \(held.rows) rows held back the loss is \(shortText(seen)), with zeros for "
      + "features \(shortText(blind))"
    guard blind - seen > 0.02 * abs(blind) else {
      return .warn(
        "the features do not help, do rows and targets belong together? \(words)", try: "head")
    }
    return .ok(words)
  }
}

/// How many rows and learning rates the comparison may take: about half a second's work.
private struct Budget {
  let rows: Int
  let rates: [Double]

  init(_ network: Network) {
    // A step takes about six operations for each weight and row: two forward, four back.
    let perRow = 6.0 * Double(max(1, network.parameterCount)) * Double(QuickFit.steps)
    let all = 2e10 / (perRow * 2 * Double(QuickFit.rates.count))
    let one = 2e10 / (perRow * 2)
    rates = all >= 256 ? QuickFit.rates : [QuickFit.rates[0]]
    rows = Int(min(256, max(32, all >= 256 ? all : one)))
  }
}

extension QuickFit {
  /// The least loss on rows held back, over some learning rates; nil where none is finite.
  fileprivate func heldLoss(
    _ fitted: TrainingData, _ held: TrainingData, _ rates: [Double]
  ) throws -> Double? {
    try rates.map { try loss(run(on: fitted, rate: $0).weights, on: held) }
      .filter(\.isFinite).min()
  }
}

extension TrainingData {
  /// Three quarters to fit and a quarter to judge; the rows are in no order that counts.
  fileprivate var divided: (fitted: TrainingData, held: TrainingData) {
    let all = Array(0..<rows)
    return (selecting(all.filter { $0 % 4 != 3 }), selecting(all.filter { $0 % 4 == 3 }))
  }

  /// The same rows with 0 in the place of every feature.
  fileprivate var withZeros: TrainingData {
    var rows = self
    rows.features = RowMatrix(Tensor(zeros: features.shape))
    return rows
  }
}
