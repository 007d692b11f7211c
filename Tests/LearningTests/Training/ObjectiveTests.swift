import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Objectives")
struct ObjectiveTests {
  static let three = TrainingTarget.classes([0, 1, 2], names: ["a", "b", "c"])
  static let two = TrainingTarget.classes([0, 1, 1], names: ["no", "yes"])
  static let numbers = TrainingTarget.numbers(Tensor(shape: [3, 1], values: [1, 2, 3]))
  static let probabilities = [("from", OptionValue.text("probabilities"))]

  struct Mistake {
    let layers: [String]
    let loss: String
    var options: [(String, OptionValue)] = []
    let target: TrainingTarget
    let message: String
    let hint: String?
  }

  static let wrong: [Mistake] = [
    Mistake(
      layers: ["dense 1", "sigmoid"], loss: "hinge", target: two,
      message:
        "layer 1 is sigmoid, but hinge takes scores of any size: from 0 to 1 no row can keep "
        + "its margin",
      hint: "remove sigmoid"),
    Mistake(
      layers: ["dense 3"], loss: "nll", target: three,
      message: "nll takes logarithms of probabilities, but the model ends in dense(3), not in "
        + "log_softmax",
      hint: "end the model with log_softmax, or say loss cross_entropy, which takes raw scores"),
    Mistake(
      layers: ["dense 1"], loss: "focal", options: probabilities, target: two,
      message: "focal(from=probabilities) takes probabilities, but the model ends in dense(1), not "
        + "in sigmoid",
      hint: "end the model with sigmoid, or leave from=probabilities out"),
    Mistake(
      layers: ["dense 4"], loss: "focal", target: three,
      message: "focal: the data has 3 classes but the model ends in 4 outputs",
      hint: "end it with dense(3)"),
    Mistake(
      layers: ["dense 3"], loss: "focal", options: [("alpha", .number(0.25))], target: three,
      message: "alpha=0.25 weighs yes against no, but there are 3 classes",
      hint: "give a number for each class: alpha=[0.25, 0.25, 0.25]"),
    Mistake(
      layers: ["dense 3"], loss: "poly1", options: [("class_weights", .numbers([1, 2]))],
      target: three, message: "class_weights has 2 numbers, the data has 3 classes", hint: nil),
    Mistake(
      layers: ["dense 2"], loss: "triplet", target: numbers,
      message: "triplet compares classes, the target is numbers", hint: "loss mse"),
    Mistake(
      layers: ["dense 2"], loss: "cross_entropy", target: three,
      message: "cross_entropy: the data has 3 classes but the model ends in 2 outputs",
      hint: "end it with dense(3)"),
    Mistake(
      layers: ["dense 3", "softmax"], loss: "cross_entropy", target: three,
      message: "layer 1 is softmax, but cross_entropy takes raw scores and applies its own",
      hint: "remove softmax, or say loss cross_entropy(from=probabilities)"),
    Mistake(
      layers: ["dense 3", "softmax", "dropout 0.1"], loss: "cross_entropy", target: three,
      message: "layer 1 is softmax, but cross_entropy takes raw scores and applies its own",
      hint: "remove softmax, or say loss cross_entropy(from=probabilities)"),
    Mistake(
      layers: ["dense 1", "sigmoid"], loss: "binary_cross_entropy", target: two,
      message: "layer 1 is sigmoid, but binary_cross_entropy takes raw scores and applies its own",
      hint: "remove sigmoid, or say loss binary_cross_entropy(from=probabilities)"),
    Mistake(
      layers: ["dense 3"], loss: "cross_entropy", options: probabilities, target: three,
      message: "cross_entropy(from=probabilities) takes probabilities, but the model ends in "
        + "dense(3), not in softmax",
      hint: "end the model with softmax, or leave from=probabilities out"),
    Mistake(
      layers: ["dense 2"], loss: "binary_cross_entropy", target: two,
      message: "binary_cross_entropy: two classes take 1 output but the model ends in 2 outputs",
      hint: "end it with dense(1)"),
    Mistake(
      layers: ["dense 1"], loss: "binary_cross_entropy", target: three,
      message: "binary_cross_entropy needs two classes, the data has 3",
      hint: "loss cross_entropy, with one output per class"),
    Mistake(
      layers: ["dense 2"], loss: "mse", target: numbers,
      message: "mse: the target has 1 number a row but the model ends in 2 outputs",
      hint: "end it with dense(1)"),
    Mistake(
      layers: ["dense 3"], loss: "mse", target: three,
      message: "mse compares numbers, the target is classes", hint: "loss cross_entropy"),
    Mistake(
      layers: ["dense 1"], loss: "cross_entropy", target: numbers,
      message: "cross_entropy compares classes or distributions, the target is numbers",
      hint: "loss mse"),
    Mistake(
      layers: ["dense 3"], loss: "cross_entropy",
      options: [("class_weights", .pairs([("bb", 2)]))], target: three,
      message: "class_weights: there is no class bb", hint: "b"),
    Mistake(
      layers: ["dense 3"], loss: "cross_entropy",
      options: [("class_weights", .numbers([1, 2]))], target: three,
      message: "class_weights has 2 numbers, the data has 3 classes", hint: nil),
  ]

  @Test("say what does not go together and what mends it", arguments: wrong.indices)
  func mistakes(_ index: Int) throws {
    let mistake = Self.wrong[index]
    let layers = try mistake.layers.map { text in try model(text).layers[0].layer }
    let network = try NetworkSpecification(layers).resolve(input: [4])
    let objective = Objective(loss: try LossSpecification(mistake.loss, [], mistake.options))
    let error = #expect(throws: LearningError.self) {
      try objective.check(network, target: mistake.target)
    }
    #expect(error?.message == mistake.message)
    #expect(error?.hint == mistake.hint)
  }

  @Test("accept what goes together")
  func fitting() throws {
    let pairs: [(String, [(String, OptionValue)], NetworkSpecification, TrainingTarget)] = [
      ("cross_entropy", [], try model("dense 3"), Self.three),
      ("cross_entropy", Self.probabilities, try model("dense 3", "softmax"), Self.three),
      ("binary_cross_entropy", [], try model("dense 1"), Self.two),
      ("binary_cross_entropy", Self.probabilities, try model("dense 1", "sigmoid"), Self.two),
      ("nll", [], try model("dense 3", "log_softmax"), Self.three),
      ("cross_entropy", [], try model("dense 3", "log_softmax"), Self.three),
      ("focal", [("alpha", .number(0.25))], try model("dense 1"), Self.two),
      ("focal", [], try model("dense 2"), Self.two),
      ("focal", Self.probabilities, try model("dense 3", "softmax"), Self.three),
      ("focal", [], try model("dense 1"), .numbers(Tensor(shape: [3, 1], values: [0, 1, 1]))),
      ("hinge", [], try model("dense 1"), Self.two),
      ("hinge", [], try model("dense 1"), .numbers(Tensor(shape: [3, 1], values: [-1, 1, 1]))),
      ("multi_margin", [], try model("dense 3"), Self.three),
      ("triplet", [], try model("dense 7"), Self.three),
      ("contrastive", [], try model("dense 2"), Self.three),
      ("mse", [], try model("dense 1"), Self.numbers),
      ("mse", [], try model("dense 1", "sigmoid"), Self.numbers),
    ]
    for (loss, options, network, target) in pairs {
      try Objective(loss: LossSpecification(loss, [], options))
        .check(network.resolve(input: [4]), target: target)
    }
  }

  @Test("find labels, probabilities and distributions that are none")
  func targets() throws {
    let crossEntropy = try LossSpecification("cross_entropy")
    let binary = try LossSpecification("binary_cross_entropy")
    func prepare(_ loss: LossSpecification, _ target: TrainingTarget) throws {
      _ = try loss.prepare(TrainingData(features: Tensor(zeros: [target.rows, 1]), target: target))
    }
    #expect(throws: LearningError.labelOutsideClasses(row: 2, label: 3, classes: 3)) {
      try prepare(crossEntropy, .classes([0, 3], names: ["a", "b", "c"]))
    }
    #expect(throws: LearningError.labelOutsideClasses(row: 1, label: -1, classes: 3)) {
      try prepare(crossEntropy, .classes([-1, 0], names: ["a", "b", "c"]))
    }
    #expect(throws: LearningError.notAProbability("targets", row: 2, value: "1.5")) {
      try prepare(binary, .numbers(Tensor(shape: [2, 1], values: [0, 1.5])))
    }
    #expect(throws: LearningError.notADistribution(row: 2, sum: "0.3")) {
      try prepare(
        crossEntropy, .distributions(Tensor(shape: [2, 2], values: [0.5, 0.5, 0.1, 0.2])))
    }
  }

  @Test("read two classes and a single output as yes or no, where the loss knows both")
  func answers() throws {
    let focal = try LossSpecification("focal", [], [("ignore_index", .number(7))])
    let data = TrainingData(
      features: Tensor(zeros: [3, 1]), target: .classes([0, 7, 1], names: ["no", "yes"]))
    guard case .values(let column) = try focal.prepare(data, outputs: [1]).numbers,
      case .indices(let labels) = try focal.prepare(data, outputs: [2]).numbers
    else {
      Issue.record("not as the outputs want it")
      return
    }
    #expect(column.values == [0, 0, 1])
    #expect(labels == [0, 0, 1])
    #expect(try focal.prepare(data, outputs: [1]).rowWeights?.values == [1, 0, 1])
  }

  @Test("find targets that are no signs")
  func signs() throws {
    func prepare(_ values: [Float]) throws {
      let target = TrainingTarget.numbers(Tensor(shape: [values.count, 1], values: values))
      _ = try LossSpecification("hinge").prepare(
        TrainingData(features: Tensor(zeros: [values.count, 1]), target: target))
    }
    try prepare([1, -1, -1])
    try prepare([1, 0, 0])
    #expect(throws: LearningError.notASign(row: 2, value: "0.5")) { try prepare([1, 0.5]) }
    #expect(throws: LearningError.bothZeroAndMinusOne(zero: 3, minus: 2)) {
      try prepare([1, -1, 0])
    }
  }

  @Test("penalise weight matrices and leave biases alone")
  func penalties() throws {
    let network = try model("dense 2", "dense 1").resolve(input: [2])
    let objective = Objective(
      loss: try LossSpecification("mse"),
      penalties: [
        try PenaltySpecification("l1", [.number(0.5)]),
        try PenaltySpecification("l2", [.number(0.1)]),
      ])
    let leaves = network.parameterLeaves()
    let penalty = try #require(try objective.penalty(of: network, parameters: leaves))
    let bindings = Bindings(values: [
      "0.weight": matrix([[1, -2], [0, 3]]), "0.bias": DoubleArray(shape: [2], values: [7, 8]),
      "1.weight": matrix([[-1, 2]]), "1.bias": DoubleArray(shape: [1], values: [9]),
    ])
    // 0.5 · (1 + 2 + 0 + 3 + 1 + 2) + 0.1 · (1 + 4 + 0 + 9 + 1 + 4)
    let found = try Evaluator().evaluate(penalty, feeding: bindings).values[0]
    #expect(agree(found, 6.4, relative: 1e-14, absolute: 0))
    let weight = try #require(leaves["0.weight"])
    let slope = try gradients(of: penalty, withRespectTo: [weight])
    // 0.5 · sign w + 0.2 · w, and 0 at 0
    let slopes = try Evaluator().evaluate(slope, feeding: bindings)[0].values
    for (a, b) in zip(slopes, [0.7, -0.9, 0, 1.1]) {
      #expect(agree(a, b, relative: 1e-14, absolute: 1e-15))
    }
  }
}
