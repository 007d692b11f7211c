import Tensors
import Testing

@testable import Learning

// Expected numbers: Reference/metrics.json, scikit-learn 1.9.1 in double precision.

struct MetricReference: Decodable, Sendable {
  struct Scores: Decodable, Sendable {
    let precision: Double
    let recall: Double
    let f1: Double
    let support: Int?
  }

  struct Classification: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let classes: Int
    let target: [Int]
    let predicted: [Int]
    let accuracy: Double
    let balanced_accuracy: Double?
    let confusion: [[Int]]
    let matthews: Double
    let kappa: Double
    let macro: Scores
    let micro: Scores
    let weighted: Scores
    let per_class: [Scores]

    var testDescription: String { id }
    var names: [String] { (0..<classes).map { "class \($0)" } }

    /// A score of 1 for the predicted class, 0 for the others.
    var scores: [Double] {
      predicted.flatMap { winner in (0..<classes).map { $0 == winner ? 1 : 0 } }
    }
  }

  struct Binary: Decodable, Sendable {
    let target: [Int]
    let score: [Double]
    let log_loss: Double
    let roc_auc: Double
    let average_precision: Double
    let brier: Double
  }

  struct Classes: Decodable, Sendable {
    let target: [Int]
    let probabilities: ReferenceArray
    let log_loss: Double
    let top_2_accuracy: Double
    let roc_auc_ovr_macro: Double
  }

  struct Regression: Decodable, Sendable {
    let target: [Double]
    let predicted: [Double]
    let mse: Double
    let rmse: Double
    let mae: Double
    let r2: Double
    let median_absolute_error: Double
    let max_error: Double
    let explained_variance: Double
    let mape: Double

    private enum CodingKeys: String, CodingKey {
      case target, predicted, mse, rmse, mae, r2
      case median_absolute_error, max_error, explained_variance, mape
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      func numbers(_ key: CodingKeys) throws -> [Double] {
        if let plain = try? values.decode([Double].self, forKey: key) { return plain }
        return try values.decode(ReferenceArray.self, forKey: key).data
      }
      target = try numbers(.target)
      predicted = try numbers(.predicted)
      mse = try values.decode(Double.self, forKey: .mse)
      rmse = try values.decode(Double.self, forKey: .rmse)
      mae = try values.decode(Double.self, forKey: .mae)
      r2 = try values.decode(Double.self, forKey: .r2)
      median_absolute_error = try values.decode(Double.self, forKey: .median_absolute_error)
      max_error = try values.decode(Double.self, forKey: .max_error)
      explained_variance = try values.decode(Double.self, forKey: .explained_variance)
      mape = try values.decode(Double.self, forKey: .mape)
    }
  }

  let classification: [Classification]
  let binary_scores: Binary
  let class_scores: Classes
  let regression: Regression

  static func load() throws -> MetricReference {
    try readReference("metrics.json", as: MetricReference.self)
  }
}

func agrees(_ value: Double?, _ expected: Double?, within tolerance: Double = 1e-9) -> Bool {
  guard let value, let expected else { return value == nil && expected == nil }
  return abs(value - expected) <= tolerance * max(1, abs(expected))
}

/// Every metric of classes with its usual options.
let ofClasses = MetricDefinition.all.filter { $0.suits(.classes(2)) }
  .map(MetricSpecification.init(standard:))

extension OptionValue: ExpressibleByIntegerLiteral {
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

@Suite("Metrics agree with scikit-learn")
struct MetricReferenceTests {
  static let cases = (try? MetricReference.load().classification) ?? []

  @Test func thereAreCases() { #expect(Self.cases.count == 4) }

  @Test(arguments: cases)
  func classification(_ row: MetricReference.Classification) throws {
    var judge = try ClassJudge(classes: row.names, outputs: .scores, metrics: ofClasses)
    try judge.add(row.scores, width: row.classes, targets: row.target.map(Int32.init))
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["matthews"]?.value, row.matthews))
    #expect(agrees(result["kappa"]?.value, row.kappa))
    #expect(result.confusion?.counts == row.confusion.flatMap { $0 })
    #expect(agrees(result["accuracy"]?.value, row.accuracy))
    #expect(agrees(result["balanced_accuracy"]?.value, row.balanced_accuracy))
    let averages = [("macro", row.macro), ("micro", row.micro), ("weighted", row.weighted)]
    for (average, scores) in averages {
      #expect(agrees(result["precision_\(average)"]?.value, scores.precision), "\(average)")
      #expect(agrees(result["recall_\(average)"]?.value, scores.recall), "\(average)")
      #expect(agrees(result["f1_\(average)"]?.value, scores.f1), "\(average)")
    }
  }

  @Test(arguments: cases)
  func perClass(_ row: MetricReference.Classification) throws {
    let matrix = try ConfusionMatrix(
      classes: row.names, targets: row.target, predictions: row.predicted)
    for (score, expected) in zip(matrix.classScores, row.per_class) {
      #expect(agrees(score.precision ?? 0, expected.precision))
      #expect(agrees(score.recall ?? 0, expected.recall))
      #expect(agrees(score.f1 ?? 0, expected.f1))
      #expect(score.support == expected.support)
      #expect((score.precision == nil) == !row.predicted.contains { "class \($0)" == score.name })
    }
  }

  @Test func positiveClass() throws {
    let row = try #require(Self.cases.first { $0.id == "binary" })
    var judge = try ClassJudge(classes: row.names, outputs: .scores)
    try judge.add(row.scores, width: 2, targets: row.target.map(Int32.init))
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["precision"]?.value, row.per_class[1].precision))
    #expect(agrees(result["recall"]?.value, row.per_class[1].recall))
    #expect(agrees(result["f1"]?.value, row.per_class[1].f1))
    #expect(result.positive == "class 1")
  }

  @Test("of one output, as a probability, a logit, or two of either", arguments: 0..<4)
  func oneOutput(_ form: Int) throws {
    let row = try MetricReference.load().binary_scores
    func logit(_ p: Double) -> Double { logOf(p / (1 - p)) }
    let values: [Double] =
      switch form {
      case 0: row.score
      case 1: row.score.map(logit)
      case 2: row.score.flatMap { [1 - $0, $0] }
      default: row.score.flatMap { [300, 300 + logit($0)] }
      }
    var judge = try ClassJudge(
      classes: ["no", "yes"], outputs: form % 2 == 0 ? .probabilities : .logits,
      metrics: ofClasses)
    try judge.add(values, width: form < 2 ? 1 : 2, targets: row.target.map(Int32.init))
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["log_loss"]?.value, row.log_loss))
    #expect(agrees(result["perplexity"]?.value, expOf(row.log_loss)))
    #expect(agrees(result["roc_auc"]?.value, row.roc_auc))
    #expect(agrees(result["average_precision"]?.value, row.average_precision))
    #expect(agrees(result["brier"]?.value, row.brier))
  }

  @Test(
    "of classes, as probabilities and as logits", arguments: [OutputKind.probabilities, .logits])
  func severalClasses(_ outputs: OutputKind) throws {
    let row = try MetricReference.load().class_scores
    let names = (0..<row.probabilities.shape[1]).map(String.init)
    // The logarithms of probabilities are logits; 700 more in each changes nothing.
    let values =
      outputs == .logits ? row.probabilities.data.map { logOf($0) + 700 } : row.probabilities.data
    var judge = try ClassJudge(
      classes: names, outputs: outputs, metrics: ofClasses + [MetricSpecification("top_k", [2])])
    try judge.add(values, width: names.count, targets: row.target.map(Int32.init))
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["log_loss"]?.value, row.log_loss))
    #expect(agrees(result["perplexity"]?.value, expOf(row.log_loss)))
    #expect(agrees(result["top_2_accuracy"]?.value, row.top_2_accuracy))
    #expect(agrees(result["roc_auc_macro"]?.value, row.roc_auc_ovr_macro))
  }

  @Test(arguments: [1, 3, 7, 20])
  func regressionInBatches(_ batch: Int) throws {
    let row = try MetricReference.load().regression
    var judge = try RegressionJudge(
      columns: 1,
      metrics: MetricDefinition.all.filter { $0.judges == "numbers" }
        .map(MetricSpecification.init(standard:)))
    for start in stride(from: 0, to: row.target.count, by: batch) {
      let rows = start..<min(start + batch, row.target.count)
      try judge.add(Array(row.predicted[rows]), targets: Array(row.target[rows]))
    }
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["mse"]?.value, row.mse))
    #expect(agrees(result["rmse"]?.value, row.rmse))
    #expect(agrees(result["mae"]?.value, row.mae))
    #expect(agrees(result["r2"]?.value, row.r2))
    #expect(agrees(result["median_absolute_error"]?.value, row.median_absolute_error))
    #expect(agrees(result["max_error"]?.value, row.max_error))
    #expect(agrees(result["explained_variance"]?.value, row.explained_variance))
    #expect(agrees(result["mape"]?.value, row.mape))
  }
}
