import Foundation
import Tensors
import Testing

@testable import Learning

@Suite("Metrics by hand")
struct MetricByHandTests {
  private func judged(
    _ scores: [Double], width: Int = 1, _ targets: [Int32], classes: [String] = ["no", "yes"],
    outputs: OutputKind = .probabilities, training: [Int32] = [], positive: Int? = nil,
    _ metrics: [MetricSpecification] = ofClasses
  ) throws -> Evaluation {
    var judge = try ClassJudge(
      classes: classes, trainingLabels: training, outputs: outputs, positive: positive,
      metrics: metrics)
    try judge.add(scores, width: width, targets: targets)
    return judge.evaluation(part: "test")
  }

  @Test func areasWithTies() throws {
    // Pairs (yes, no): 0.9 > 0.5, 0.9 > 0.1, 0.5 = 0.5, 0.5 > 0.1: 3.5 of 4.
    let result = try judged([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0])
    #expect(agrees(result["roc_auc"]?.value, 3.5 / 4))
    // Recall ½ at precision 1, then recall 1 at precision 2/3.
    #expect(agrees(result["average_precision"]?.value, 0.5 + 0.5 * 2 / 3))
    // From (0, 1) over (½, 1) to (1, 2/3).
    #expect(agrees(result["pr_auc"]?.value, 0.5 + 0.5 * (1 + 2.0 / 3) / 2))
  }

  @Test func theFirstClassMayBePositive() throws {
    let second = try judged([0.9, 0.4, 0.6, 0.1], [1, 1, 0, 0])
    let first = try judged([0.9, 0.4, 0.6, 0.1], [1, 1, 0, 0], positive: 0)
    // Turning the classes and the scores round leaves the pairs as they are.
    #expect(agrees(first["roc_auc"]?.value, second["roc_auc"]?.value))
    // Of "no" the rows come 0.9 yes?, by 1 − p: 0.9 (no), 0.6 (yes), 0.4 (no), 0.1 (yes).
    #expect(agrees(first["average_precision"]?.value, 0.5 + 0.5 * 2 / 3))
  }

  @Test func averagesOverClasses() throws {
    // One row of a and b, two of c; the scores of each class against the rest, by hand:
    // a: 0.6 against 0.2, 0.5, 0.1: 1.  b: 0.7 against 0.3, 0.3, 0.2: 1.
    // c: 0.2 and 0.7 against 0.1 and 0.1: 1.  With the last row's a and c exchanged:
    // a: 0.6 against 0.2, 0.5, 0.7: 2/3.  c: 0.2 and 0.1 against 0.1, 0.1: (2 + 1) / 4.
    let good = [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.3, 0.2, 0.1, 0.2, 0.7]
    let worse = [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.3, 0.2, 0.7, 0.2, 0.1]
    let names = ["a", "b", "c"]
    #expect(try judged(good, width: 3, [0, 1, 2, 2], classes: names)["roc_auc_macro"]?.value == 1)
    let result = try judged(worse, width: 3, [0, 1, 2, 2], classes: names)
    #expect(agrees(result["roc_auc_macro"]?.value, (2.0 / 3 + 1 + 0.75) / 3))
    #expect(agrees(result["roc_auc_weighted"]?.value, (2.0 / 3 + 1 + 2 * 0.75) / 4))
    // All pairs together: own scores 0.6, 0.7, 0.2, 0.1 against 0.3, 0.1, 0.2, 0.1, 0.5, 0.3,
    // 0.7, 0.2: 7 + 7.5 + 2 + 2 · ½ + 2 · ½ of 32.
    #expect(agrees(result["roc_auc_micro"]?.value, 18.5 / 32))
  }

  @Test func logitsThatSaturateStayApart() throws {
    // As probabilities 100 and 50 are both 1 in double precision.
    let result = try judged([100, 50, 40], [1, 0, 0], outputs: .logits)
    #expect(result["roc_auc"]?.value == 1)
    let three = try judged(
      [900, 0, 0, 0, 800, 0, 0, 0, 700, 500, 0, 0], width: 3, [0, 1, 2, 0],
      classes: ["a", "b", "c"], outputs: .logits)
    #expect(three["roc_auc_macro"]?.value == 1)
  }

  @Test func rowsOfTheSameOddsTie() throws {
    // Softmax makes the same probabilities of every row, so the area is ½ for each class, though
    // the logits differ by a number each and the others of class 0 stand in another order.
    let rows = [0.1, 3.25, -1.5, 1.1, 4.25, -0.5, 7.1, 10.25, 5.5]
    #expect(
      try judged(rows, width: 3, [0, 1, 2], classes: ["a", "b", "c"], outputs: .logits)[
        "roc_auc_macro"]?.value == 0.5)
    var turned = ScoredRows(classes: ["a", "b", "c", "d"], positive: nil, outputs: .logits)
    turned.add([0.25, 1.5, -2.75, 0.5], label: 0, verdict: 1)
    turned.add([0.25, 0.5, 1.5, -2.75], label: 1, verdict: 2)
    #expect(turned.scores(of: 0)[0] == turned.scores(of: 0)[1])
  }

  @Test func topK() throws {
    let scores = [3, 2, 1, 1, 2, 3, 2, 2, 1, 1, 1, 1.0]
    let metrics = try [1, 2, 3, 9].map { try MetricSpecification("top_k", [.number($0)]) }
    // Ranks of the classes 1, 0, 1, 2 among their rows: second, third, second, third.
    let result = try judged(
      scores, width: 3, [1, 0, 1, 2], classes: ["a", "b", "c"], outputs: .logits,
      training: [2, 2, 1, 0, 1, 2], metrics)
    #expect(result.metrics.map(\.name) == [1, 2, 3, 9].map { "top_\($0)_accuracy" })
    #expect(result.metrics.map(\.value) == [0, 0.5, 1, 1])
    // Training has c three times, b twice, a once: one guess finds the row of c, two find b as well.
    #expect(result.metrics.map(\.baseline) == [0.25, 0.75, 1, 1])
  }

  @Test func calibration() throws {
    // Two bins, up to 0.5 and above: confidences 0.9 (right), 0.8 (wrong), 0.7 (right), 0.6 (right)
    // are all above: |3/4 − 0.75| = 0. Alone in its bin of ten, each row counts by itself.
    let scores = [0.9, 0.8, 0.3, 0.4]
    let metrics = try [2, 10].map { try MetricSpecification("ece", [.number($0)]) }
    let result = try judged(scores, [1, 0, 0, 0], metrics)
    #expect(agrees(result["ece_2_bins"]?.value, 0))
    #expect(agrees(result["ece_10_bins"]?.value, (0.1 + 0.8 + 0.3 + 0.4) / 4))
    #expect(try MetricSpecification("ece").label == "ece_15_bins")
  }

  @Test func binsAreClosedAbove() {
    let bins = CalibrationBin.sort([0, 0.5, 0.5000001, 1], [false, true, true, true], into: 2)
    #expect(bins.map(\.share) == [0.5, 0.5])
    #expect(bins.map(\.frequency) == [0.5, 1])
    #expect(bins[0].confidence == 0.25)
  }

  @Test func brierOfSeveralClassesIsTheSum() throws {
    // (0.2² + 0.2² + 0²) and (0.5² + 0.5² + 0²).
    let result = try judged(
      [0.8, 0.2, 0, 0.5, 0.5, 0], width: 3, [0, 1], classes: ["a", "b", "c"])
    #expect(agrees(result["brier"]?.value, (0.08 + 0.5) / 2))
  }

  @Test func baselinesKnowTheSharesOfTheTrainingPart() throws {
    let result = try judged([0.9, 0.2, 0.8, 0.4], [1, 0, 1, 0], training: [1, 0, 0, 0])
    #expect(result["roc_auc"]?.baseline == 0.5)
    #expect(result["average_precision"]?.baseline == 0.5)
    // Always 1/4: (9/16 + 1/16) / 2.
    #expect(agrees(result["brier"]?.baseline, 10.0 / 32))
    // "no" with 3/4, right half of the time.
    #expect(agrees(result["ece_15_bins"]?.baseline, 0.25))
    #expect(result["matthews"]?.baseline == nil)
    #expect(result["kappa"]?.baseline == 0)
  }

  @Test func correlationOfTwoClasses() throws {
    // TP 2, TN 1, FP 1, FN 0: (2 · 1 − 1 · 0) / √(3 · 2 · 2 · 1).
    let result = try judged([0.9, 0.8, 0.7, 0.1], [1, 1, 0, 0])
    #expect(agrees(result["matthews"]?.value, 2 / 12.0.squareRoot()))
    // Agreement 3/4, by chance (3 · 2 + 1 · 2) / 16.
    #expect(agrees(result["kappa"]?.value, (0.75 - 0.5) / 0.5))
  }

  @Test func errorsOfNumbers() throws {
    var judge = try RegressionJudge(
      columns: 2, trainingTargets: Tensor(shape: [2, 2], values: [0, 0, 2, 4]),
      metrics: MetricDefinition.all.filter { $0.judges == "numbers" }
        .map(MetricSpecification.init(standard:)))
    // Errors 1, −3, 5, 1 and 0, 2, 0, 2.
    try judge.add([2, 1, 1, 3, 7, 1, 3, 6], targets: [1, 1, 4, 1, 2, 1, 2, 4])
    let result = judge.evaluation(part: "test")
    #expect(agrees(result["median_absolute_error"]?.value, (2 + 1) / 2))
    #expect(agrees(result["max_error"]?.value, (5 + 2) / 2.0))
    #expect(agrees(result["mape"]?.value, ((1 + 0.75 + 2.5 + 0.5) / 4 + (0 + 2 + 0 + 0.5) / 4) / 2))
    // Variances of the errors 8 and 1, of the targets 1.1875 and 1.6875.
    #expect(
      agrees(result["explained_variance"]?.value, (1 - 8 / 1.1875 + 1 - 1 / 1.6875) / 2))
    // The training means are 1 and 2: distances 0, 3, 1, 1 and 1, 1, 1, 2.
    #expect(agrees(result["median_absolute_error"]?.baseline, 1))
    #expect(agrees(result["max_error"]?.baseline, 2.5))
    #expect(agrees(result["explained_variance"]?.baseline, 0))
  }

  @Test func reasons() throws {
    let oneClass = try judged([0.9, 0.8], [1, 1])
    #expect(oneClass["roc_auc"]?.note == "no rows here of no")
    #expect(oneClass["average_precision"]?.value == 1)
    #expect(oneClass["matthews"]?.note == "all rows are of one class")
    #expect(oneClass["kappa"]?.note == "all rows are of one class")
    #expect(oneClass["brier"]?.note == nil)
    let oneVerdict = try judged([0.9, 0.8], [1, 0])
    #expect(oneVerdict["matthews"]?.note == "all rows are taken for one class")
    #expect(oneVerdict["kappa"]?.value == 0)
    let scores = try judged([1, -1], [1, 0], outputs: .scores)
    #expect(scores["brier"]?.note == "the outputs are no probabilities")
    #expect(scores["ece_15_bins"]?.note == "the outputs are no probabilities")
    #expect(scores["roc_auc"]?.value == 1)
    let absent = try judged([0.5, 0.2, 0.3], width: 3, [0], classes: ["a", "b", "c"])
    for name in ["roc_auc_macro", "roc_auc_micro", "average_precision_weighted"] {
      #expect(absent[name]?.note == "no rows here of b, c")
    }
    #expect(absent["balanced_accuracy"]?.note == "no rows here of b, c")
    let constant = try Evaluation(
      part: "test", predictions: Tensor(shape: [2], values: [0, 1]),
      target: .numbers(Tensor(shape: [2], values: [3, 3])),
      metrics: [MetricSpecification("explained_variance")])
    #expect(constant.metrics[0].note == "the targets do not vary")
  }
}
