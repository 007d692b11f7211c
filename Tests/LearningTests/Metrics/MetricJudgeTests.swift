import Foundation
import Tensors
import Testing

@testable import Learning

func logOf(_ number: Double) -> Double { log(number) }

func expOf(_ number: Double) -> Double { exp(number) }

@Suite("Judges of predictions")
struct MetricJudgeTests {
  @Test func majorityBaselineComesFromTheTrainingPart() throws {
    // By hand: training 1 1 0, so "b" is always answered, with probabilities 1/3 and 2/3.
    // The part has 3 rows of a and 1 of b: accuracy 1/4, log loss (3 log 3 + log 1.5) / 4.
    var judge = try ClassJudge(classes: ["a", "b"], trainingLabels: [1, 1, 0])
    try judge.add(Tensor(shape: [4, 2], values: [2, 0, 2, 0, 0, 2, 0, 2]), targets: [0, 0, 0, 1])
    let result = judge.evaluation(part: "test")
    #expect(result["accuracy"]?.value == 0.75)
    #expect(result["accuracy"]?.baseline == 0.25)
    #expect(result["accuracy"]?.beatsBaseline == true)
    #expect(result["balanced_accuracy"]?.baseline == 0.5)
    #expect(agrees(result["log_loss"]?.baseline, (3 * log(3) + log(1.5)) / 4))
    #expect(result["recall"]?.baseline == 1)
    #expect(result.rows == 4)
  }

  @Test func meanBaselineComesFromTheTrainingPart() throws {
    // By hand: the training mean is 2; targets 1 and 5 are 1 and 3 away.
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 1], values: [1, 4]),
      target: .numbers(Tensor(shape: [2], values: [1, 5])),
      training: .numbers(Tensor(shape: [3], values: [1, 2, 3])))
    #expect(result["mae"]?.value == 0.5)
    #expect(result["mae"]?.baseline == 2)
    #expect(result["mse"]?.baseline == 5)
    // 1 - (1 + 9) / (4 + 4)
    #expect(agrees(result["r2"]?.baseline, -0.25))
    #expect(result["mae"]?.largerIsBetter == false)
  }

  @Test func columnsAreAveraged() throws {
    // By hand: errors 3, 3 in the first column, 0, 4 in the second: mse 9 and 8, rmse 3 and √8.
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 2], values: [3, 0, 4, 6]),
      target: .numbers(Tensor(shape: [2, 2], values: [0, 0, 1, 2])))
    #expect(agrees(result["mse"]?.value, 8.5))
    #expect(agrees(result["rmse"]?.value, (3 + 8.0.squareRoot()) / 2))
    #expect(agrees(result["mae"]?.value, 2.5))
    // Spreads 0.5 and 2: r2 is the mean of 1 - 18 / 0.5 and 1 - 16 / 2.
    #expect(agrees(result["r2"]?.value, (-35 - 7) / 2))
  }

  @Test func constantTargetsHaveNoR2() throws {
    let target = TrainingTarget.numbers(Tensor(shape: [3], values: [0.1, 0.1, 0.1]))
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [3], values: [0, 1, 2]), target: target)
    #expect(result["r2"]?.value == nil)
    #expect(result.notes == ["r2 is undefined: the targets do not vary"])
  }

  @Test func aClassNeverPredictedIsSaid() throws {
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [3, 3], values: [1, 0, 0, 1, 0, 0, 0, 1, 0]),
      target: .classes([0, 2, 1], names: ["a", "b", "c"]))
    #expect(result.classes[2].precision == nil)
    #expect(result.classes[2].f1 == 0)
    #expect(result.notes == ["c was never predicted, so its precision is undefined"])
  }

  @Test func outputsThatAreNoNumbersLeaveNoMetric() throws {
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 2], values: [1, .nan, 0, 1]),
      target: .classes([0, 1], names: ["a", "b"]))
    #expect(result.rows == 2)
    #expect(result.notFinite == 1)
    #expect(result.metrics.allSatisfy { $0.value == nil && $0.note != nil })
    #expect(result.epochMetrics.isEmpty)
  }

  @Test(arguments: [(0.5, [1, 0, 1]), (0.2, [1, 1, 1]), (0.9, [0, 0, 1])])
  func threshold(_ threshold: Double, _ expected: [Int]) throws {
    // Logits 0, -1, 3 are probabilities 0.5, 0.269, 0.953.
    let judge = try ClassJudge(classes: ["no", "yes"], threshold: threshold)
    #expect([[0], [-1], [3]].map(judge.decide) == expected)
  }

  @Test func firstClassPositive() throws {
    let judge = try ClassJudge(classes: ["bad", "good"], positive: 0, threshold: 0.2)
    // p(bad) = 1 - sigmoid(1) = 0.269 reaches 0.2; p(bad) = 1 - sigmoid(3) = 0.047 does not.
    #expect([[1], [3]].map(judge.decide) == [0, 1])
  }

  @Test func perplexityCountsTheClassesItIsTornBetween() throws {
    // By hand: four equal scores, then two equal ones far above the others.
    let metrics = [try MetricSpecification("perplexity")]
    for (scores, expected) in [([1, 1, 1, 1], 4.0), ([900, 900, 0, 0], 2.0)] as [([Double], Double)]
    {
      var judge = try ClassJudge(classes: ["a", "b", "c", "d"], metrics: metrics)
      try judge.add(scores + scores, width: 4, targets: [0, 1])
      #expect(agrees(judge.evaluation(part: "test")["perplexity"]?.value, expected))
    }
    // 900 nats at every row: beyond what a Double holds as an exponential.
    var judge = try ClassJudge(classes: ["a", "b"], metrics: metrics)
    try judge.add([900, 0], width: 2, targets: [1])
    let none = judge.evaluation(part: "test")["perplexity"]
    #expect(none?.value == nil)
    #expect(none?.note?.contains("log_loss is 900") == true)
  }

  @Test func largeScoresStayFinite() throws {
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 2], values: [3e38, -3e38, -3e38, 3e38]),
      target: .classes([0, 1], names: ["a", "b"]))
    #expect(result["log_loss"]?.value == 0)
    let one = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 1], values: [1000, -1000]),
      target: .classes([0, 1], names: ["a", "b"]))
    #expect(one["log_loss"]?.value == 1000)
  }

  @Test func equalScoresGoToTheFirst() throws {
    let judge = try ClassJudge(classes: ["a", "b", "c"])
    #expect(judge.decide([1, 1, 1]) == 0)
    #expect(judge.decide([0, 1, 1]) == 1)
  }

  @Test func noRowsNoMetrics() throws {
    let classes = try ClassJudge(classes: ["a", "b"]).evaluation(part: "test")
    let numbers = try RegressionJudge(columns: 1).evaluation(part: "test")
    #expect((classes.metrics + numbers.metrics).allSatisfy { $0.value == nil && $0.note != nil })
  }

  @Test func sumsOfManyRowsDoNotDrift() {
    var sum = CompensatedSum()
    for _ in 0..<1_000_000 { sum.add(0.1) }
    // A plain sum is off by 1.3e-6 here.
    #expect(abs(sum.value - 100_000) < 1e-9)
    sum.add(0.5)
    sum.add(1e16)
    sum.add(-1e16)
    // A plain sum loses the half here.
    #expect(abs(sum.value - 100_000.5) < 1e-9)
  }

  @Test func distributionsCountByTheirLargest() throws {
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [2, 2], values: [1, 0, 1, 0]),
      target: .distributions(Tensor(shape: [2, 2], values: [0.9, 0.1, 0.2, 0.8])))
    #expect(result["accuracy"]?.value == 0.5)
  }
}

@Suite("Metrics refuse what they cannot judge")
struct MetricErrorTests {
  @Test func labelsWithoutAClass() throws {
    var judge = try ClassJudge(classes: ["a", "b"])
    let error = LearningError.labelOutsideClasses(row: 2, label: 5, classes: 2)
    #expect(throws: error) {
      try judge.add(Tensor(shape: [2, 2]), targets: [0, 5])
    }
    #expect(throws: LearningError.labelOutsideClasses(row: 1, label: -1, classes: 2)) {
      try ClassJudge(classes: ["a", "b"], trainingLabels: [-1])
    }
  }

  @Test func shapesThatDiffer() throws {
    var judge = try ClassJudge(classes: ["a", "b", "c"])
    #expect(
      throws: LearningError.shapesDiffer("evaluate", predictions: [2, 1], targets: [2, 3])
    ) { try judge.add(Tensor(shape: [2, 1]), targets: [0, 1]) }
    var numbers = try RegressionJudge(columns: 1)
    #expect(throws: LearningError.shapesDiffer("evaluate", predictions: [2, 1], targets: [3, 1])) {
      try numbers.add(Tensor(shape: [2, 1]), targets: Tensor(shape: [3, 1]))
    }
  }

  @Test func impossibleThresholds() {
    for threshold in [0, 1, -1, .nan] {
      #expect(throws: LearningError.self) {
        try ClassJudge(classes: ["a", "b"], threshold: threshold)
      }
    }
    #expect(throws: LearningError.self) { try ClassJudge(classes: ["a", "b"], positive: 2) }
  }

  @Test func metricsOfTheOtherKindSayWhy() throws {
    let result = try Evaluation(
      part: "test", predictions: Tensor(shape: [1, 3]),
      target: .classes([0], names: ["a", "b", "c"]),
      metrics: [MetricSpecification("mse"), MetricSpecification("f1")])
    #expect(result["mse"]?.note == "it judges numbers, the target is classes")
    // With three classes the macro average takes the place of a metric of the positive one.
    #expect(result.metrics.map(\.name) == ["mse", "f1_macro"])
  }

  @Test func everyMetricIsDeclaredOnce() {
    let names = MetricDefinition.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Catalogue.declarations(.metric).map(\.name) == names)
    #expect(MetricDefinition.all.allSatisfy { $0.declaration.formula != nil })
    #expect(
      [MetricSpecification].standard(for: .classes(3)).allSatisfy {
        $0.definition.judges == "classes"
      })
    #expect(
      [MetricSpecification].standard(for: .numbers).map(\.name) == ["mse", "rmse", "mae", "r2"])
  }
}
