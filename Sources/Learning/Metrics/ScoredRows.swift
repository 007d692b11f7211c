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
  mutating func add(_ outputs: [Double], label: Int, verdict: Int) {
    add(scores: scores(from: outputs), label: label, verdict: verdict)
  }

  /// Adds a row with what speaks for each class.
  mutating func add(scores: [Double], label: Int, verdict: Int) {
    labels.append(label)
    verdicts.append(verdict)
    self.scores += scores
  }

  /// How much speaks for each class against the others, from the outputs for a row.
  func scores(from outputs: [Double]) -> [Double] {
    outputs.count == 1 ? pair(outputs[0]) : againstOthers(outputs)
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
/// The others are added up in the order of their size and only distances between logits are used,
/// so that rows with the same odds have the same bits: ties stay ties.
private func logOdds(_ logits: [Double]) -> [Double] {
  let order = logits.indices.sorted { logits[$0] > logits[$1] }
  let sorted = order.map { logits[$0] }
  guard sorted.count > 1 else { return logits }
  let powers = sorted.map { exp($0 - sorted[0]) }
  let before = runningSums(powers)
  let after = Array(runningSums(powers.reversed()).reversed())
  let rivals = sorted.dropFirst().reduce(0) { $0 + exp($1 - sorted[1]) }
  var odds = logits
  var place = 0
  for (index, own) in order.enumerated() {
    if sorted[index] < sorted[place] { place = index }
    odds[own] =
      place == 0
      ? sorted[0] - sorted[1] - log(rivals)
      : sorted[index] - sorted[0] - log(before[place] + after[place])
  }
  return odds
}

/// The sum of all numbers in front of each.
private func runningSums(_ numbers: [Double]) -> [Double] {
  var sum = 0.0
  return numbers.map { number in
    defer { sum += number }
    return sum
  }
}
