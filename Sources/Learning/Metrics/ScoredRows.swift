import Glibc
import Tensors

/// Every row of a part with its class, the class predicted and a score for each class: what curves,
/// areas under them and calibration are made of.
public struct ScoredRows: Sendable, Equatable {
  /// The names of the classes.
  public let classes: [String]
  /// The class precision, recall and areas are about, when there are two.
  public let positive: Int?
  /// The class of each row.
  public private(set) var labels: [Int] = []
  /// The class predicted for each row.
  public private(set) var verdicts: [Int] = []
  private let outputs: OutputKind
  private var scores: [Double] = []

  /// No rows.
  init(classes: [String], positive: Int?, outputs: OutputKind) {
    self.classes = classes
    self.positive = positive
    self.outputs = outputs
  }

  /// The rows of a part with a model's outputs; those whose outputs are not finite are left out.
  ///
  /// - Parameters:
  ///   - predictions: the outputs, a row per row of the part.
  ///   - target: the class of each row; of a distribution the most probable one.
  ///   - outputs: what the outputs mean.
  /// - Throws: `LearningError` for shapes that do not fit and labels without a class.
  public init(_ predictions: Tensor, target: TrainingTarget, outputs: OutputKind) throws {
    var judge = try ClassJudge(
      classes: target.judgedClasses, outputs: outputs,
      metrics: [MetricSpecification(standard: .calibrationError)])
    try judge.add(predictions, targets: target.judgedLabels)
    self =
      judge.rows
      ?? ScoredRows(classes: target.judgedClasses, positive: judge.positive, outputs: outputs)
  }

  /// The number of rows.
  public var count: Int { labels.count }

  /// How many rows each class has.
  public var supports: [Int] {
    labels.reduce(into: [Int](repeating: 0, count: classes.count)) { $0[$1] += 1 }
  }

  /// The names of the classes without rows.
  var absent: [String] {
    zip(classes, supports).filter { $0.1 == 0 }.map(\.0)
  }

  /// How much speaks for a class against the others, row by row: the larger, the more.
  ///
  /// Of logits these are the logarithms of the odds, log p / (1 − p), which order rows as the
  /// probabilities do and stay apart where those round to 1.
  public func scores(of index: Int) -> [Double] {
    labels.indices.map { scores[$0 * classes.count + index] }
  }

  /// The probability of a class for a row; nil when the outputs mean none.
  public func probability(_ row: Int, _ index: Int) -> Double? {
    let score = scores[row * classes.count + index]
    switch outputs {
    case .logits: return score >= 0 ? 1 / (1 + exp(-score)) : exp(score) / (1 + exp(score))
    case .probabilities: return score
    case .scores: return nil
    }
  }

  /// Adds a row with its outputs, one for each class or a single one for the second of two.
  mutating func add(_ row: [Double], label: Int, verdict: Int) {
    labels.append(label)
    verdicts.append(verdict)
    scores += row.count == 1 ? pair(row[0]) : againstOthers(row)
  }

  private func pair(_ output: Double) -> [Double] {
    [outputs == .probabilities ? 1 - output : -output, output]
  }

  private func againstOthers(_ row: [Double]) -> [Double] {
    switch outputs {
    case .logits: logOdds(row)
    case .probabilities: row
    case .scores: row.count == 2 ? [row[0] - row[1], row[1] - row[0]] : row
    }
  }
}

/// log p / (1 − p) of each class under softmax: its logit minus the logarithm of the sum of the
/// exponentials of the others.
///
/// The largest logit is in every other class's sum, which therefore loses nothing when the class
/// itself is subtracted; its own sum is taken anew, shifted by the second largest.
private func logOdds(_ logits: [Double]) -> [Double] {
  guard let top = logits.indices.max(by: { logits[$0] < logits[$1] }) else { return [] }
  let powers = logits.map { exp($0 - logits[top]) }
  let rest = powers.indices.reduce(0) { $1 == top ? $0 : $0 + powers[$1] }
  return logits.indices.map { index in
    if index == top { return logits[top] - logSumExp(of: logits, without: top) }
    return logits[index] - logits[top] - log(1 + max(0, rest - powers[index]))
  }
}

private func logSumExp(of logits: [Double], without top: Int) -> Double {
  let others = logits.indices.filter { $0 != top }.map { logits[$0] }
  guard let largest = others.max() else { return -.infinity }
  return largest + log(others.reduce(0) { $0 + exp($1 - largest) })
}
