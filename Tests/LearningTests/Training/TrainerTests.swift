import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Fits")
struct TrainerTests {
  let pool = WorkerPool(threads: 1)

  /// Three clouds around (2, 0), (-1, 1.7) and (-1, -1.7); the class is the cloud.
  func clouds(rows: Int, seed: UInt64 = 5) -> TrainingData {
    var generator = RandomGenerator(seed: seed)
    let centers: [(Double, Double)] = [(2, 0), (-1, 1.7), (-1, -1.7)]
    let labels = (0..<rows).map { $0 % 3 }
    let values = labels.flatMap { label in
      [
        Float(centers[label].0 + 0.7 * generator.normal()),
        Float(centers[label].1 + 0.7 * generator.normal()),
      ]
    }
    return TrainingData(
      features: Tensor(shape: [rows, 2], values: values),
      target: .classes(labels.map { Int32($0) }, names: ["a", "b", "c"]))
  }

  /// y = 3 x + 1 exactly.
  func line(rows: Int) -> TrainingData {
    let x = (0..<rows).map { Float($0) / Float(max(1, rows - 1)) - 0.5 }
    return TrainingData(
      features: Tensor(shape: [rows, 1], values: x),
      target: .numbers(Tensor(shape: [rows, 1], values: x.map { 3 * $0 + 1 })))
  }

  func classifier(
    _ layers: String..., optimizer: String = "adam", lr: Double = 0.01,
    penalties: [PenaltySpecification] = [], loss: [(String, OptionValue)] = []
  ) throws -> Trainer {
    let network = try NetworkSpecification(layers.map { try model($0).layers[0].layer })
    return Trainer(
      network: try network.resolve(input: [2]),
      objective: Objective(
        loss: try LossSpecification("cross_entropy", [], loss), penalties: penalties),
      optimizer: try OptimizerSpecification(optimizer, [], [("lr", .number(lr))]), pool: pool)
  }

  func regressor(optimizer: String, lr: Double) throws -> Trainer {
    Trainer(
      network: try model("dense 1").resolve(input: [1]),
      objective: Objective(loss: try LossSpecification("mse")),
      optimizer: try OptimizerSpecification(optimizer, [], [("lr", .number(lr))]), pool: pool)
  }

  @Test("learn what can be learnt")
  func learning() throws {
    let trainer = try classifier("dense 16", "relu", "dense 3")
    let data = clouds(rows: 150)
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: data,
      configuration: TrainingConfiguration(epochs: 40, batch: 16, seed: 1))
    #expect(result.reason == .epochs)
    #expect(result.history.map(\.epoch) == Array(1...40))
    let value = try trainer.objective.evaluate(
      trainer.network, weights: result.state.weights, on: data, pool: pool)
    #expect(value.dataLoss < 0.15, "\(value.dataLoss)")  // chance is log 3 = 1.0986
    let scores = try trainer.network.predict(
      data.features, weights: result.state.weights, pool: pool)
    #expect(scores.shape == [150, 3])
  }

  @Test(
    "of five epochs and five more are ten, bit for bit",
    arguments: OptimizerDefinition.all.map(\.name))
  func resuming(_ optimizer: String) throws {
    let trainer = try classifier(
      "dense 16", "relu", "dropout 0.3", "dense 3", optimizer: optimizer)
    let data = clouds(rows: 50)
    let start = TrainingState(trainer.network, seed: 3)
    func fit(_ state: TrainingState, _ epochs: Int) throws -> FitResult {
      try trainer.fit(
        state, on: data, configuration: TrainingConfiguration(epochs: epochs, batch: 16, seed: 8))
    }
    let ten = try fit(start, 10)
    let five = try fit(start, 5)
    let fiveMore = try fit(five.state, 5)
    #expect(fiveMore.state.weights == ten.state.weights)
    #expect(fiveMore.state.optimizerState == ten.state.optimizerState)
    #expect(fiveMore.state.epochs == 10)
    #expect((five.history + fiveMore.history).map(\.dataLoss) == ten.history.map(\.dataLoss))
    #expect(try fit(start, 10).state.weights == ten.state.weights)
    #expect(five.state.weights != ten.state.weights)
  }

  @Test("begin with what the optimizer's memory starts at, and keep it from there")
  func memoryStart() throws {
    let start: [(String, OptionValue)] = [("initial_accumulator_value", .number(9))]
    let adagrad = try OptimizerSpecification("adagrad", [], start)
    let line = try regressor(optimizer: "adagrad", lr: 1)
    let trainer = Trainer(
      network: line.network, objective: line.objective, optimizer: adagrad, pool: pool)
    let data = self.line(rows: 10)
    func sums(_ state: TrainingState) throws -> [Float] {
      let fit = try trainer.fit(
        state, on: data, configuration: TrainingConfiguration(epochs: 1, batch: nil))
      return ["0.weight", "0.bias"].compactMap { fit.state.optimizerState["s/\($0)"]?[0] }
    }
    var state = TrainingState(trainer.network, seed: 1)
    let first = try sums(state)
    #expect(first.count == 2 && first.allSatisfy { $0 > 9 && $0 < 100 })
    // What is kept goes on; it is not filled again.
    state.optimizerName = "adagrad"
    state.optimizerState = [
      "s/0.weight": Tensor(shape: [1, 1], values: [500]),
      "s/0.bias": Tensor(shape: [1], values: [500]),
    ]
    #expect(try sums(state).allSatisfy { $0 >= 500 })
  }

  @Test("differ with the seed where rows are shuffled, and not where they are not")
  func seeds() throws {
    let trainer = try classifier("dense 3")
    let data = clouds(rows: 50)
    func weights(seed: UInt64, shuffle: Bool) throws -> [String: Tensor] {
      try trainer.fit(
        TrainingState(trainer.network, seed: 1), on: data,
        configuration: TrainingConfiguration(epochs: 2, batch: 8, shuffle: shuffle, seed: seed)
      ).state.weights
    }
    #expect(try weights(seed: 1, shuffle: true) != weights(seed: 2, shuffle: true))
    #expect(try weights(seed: 1, shuffle: false) == weights(seed: 2, shuffle: false))
  }

  @Test("leave the state they were given alone")
  func values() throws {
    let trainer = try classifier("dense 3")
    let start = TrainingState(trainer.network, seed: 1)
    let weights = start.weights
    _ = try trainer.fit(start, on: clouds(rows: 20))
    #expect(start.weights == weights)
    #expect(start.epochs == 0)
  }

  @Test("report the mean over all rows, the last short batch by its rows")
  func epochLoss() throws {
    // No step changes anything, so the epoch's loss is the loss of the weights given.
    let trainer = try classifier("dense 3", optimizer: "sgd", lr: 1e-30)
    let data = clouds(rows: 10)
    let start = TrainingState(trainer.network, seed: 1)
    let whole = try trainer.objective.evaluate(
      trainer.network, weights: start.weights, on: data, pool: pool)
    for batch in [1, 3, 4, 10, 500] {
      let result = try trainer.fit(
        start, on: data, configuration: TrainingConfiguration(epochs: 1, batch: batch))
      #expect(agree(result.history[0].dataLoss, whole.dataLoss, relative: 1e-6, absolute: 0))
    }
  }

  @Test("weigh batches by what their mean divided by")
  func weightedEpochLoss() throws {
    let trainer = try classifier(
      "dense 3", optimizer: "sgd", lr: 1e-30,
      loss: [("class_weights", .numbers([5, 1, 0.1])), ("ignore_index", .number(7))])
    var data = clouds(rows: 11)
    data.target = .classes([0, 1, 2, 7, 1, 7, 2, 2, 0, 1, 7], names: ["a", "b", "c"])
    data.rowWeights = (0..<11).map { 0.5 + Float($0) }
    let start = TrainingState(trainer.network, seed: 1)
    let whole = try trainer.objective.evaluate(
      trainer.network, weights: start.weights, on: data, pool: pool)
    for batch in [1, 3, 11] {
      let result = try trainer.fit(
        start, on: data, configuration: TrainingConfiguration(epochs: 1, batch: batch))
      #expect(agree(result.history[0].dataLoss, whole.dataLoss, relative: 1e-6, absolute: 0))
    }
  }

  @Test("report penalties apart from the loss")
  func penalties() throws {
    let plain = try classifier("dense 3", optimizer: "sgd", lr: 1e-30)
    let penalised = try classifier(
      "dense 3", optimizer: "sgd", lr: 1e-30,
      penalties: [try PenaltySpecification("l2", [.number(0.5)])])
    let start = TrainingState(plain.network, seed: 1)
    let data = clouds(rows: 12)
    let a = try plain.fit(start, on: data, configuration: TrainingConfiguration(epochs: 1))
    let b = try penalised.fit(
      start, on: data, validation: data, configuration: TrainingConfiguration(epochs: 1))
    let squares = try #require(start.weights["0.weight"]).values.reduce(0) { $0 + $1 * $1 }
    #expect(a.history[0].penalty == 0)
    #expect(agree(b.history[0].penalty, 0.5 * Double(squares), relative: 1e-6, absolute: 0))
    #expect(agree(b.history[0].dataLoss, a.history[0].dataLoss, relative: 1e-6, absolute: 0))
    let validation = try #require(b.history[0].validationLoss)
    #expect(agree(validation, a.history[0].dataLoss, relative: 1e-6, absolute: 0))
  }

  @Test("judge validation rows without dropout")
  func validation() throws {
    let dropping = try classifier("dropout 0.9", "dense 3", optimizer: "sgd", lr: 1e-30)
    let data = clouds(rows: 30)
    let start = TrainingState(dropping.network, seed: 1)
    let result = try dropping.fit(
      start, on: data, validation: data, configuration: TrainingConfiguration(epochs: 1))
    let value = try dropping.objective.evaluate(
      dropping.network, weights: start.weights, on: data, pool: pool)
    let report = result.history[0]
    #expect(report.validationLoss == value.dataLoss)
    #expect((report.dataLoss - value.dataLoss).magnitude > 0.01)
  }

  @Test("converge on a line to its slope and height", arguments: ["gradient_descent", "sgd"])
  func convergence(_ optimizer: String) throws {
    let trainer = try regressor(optimizer: optimizer, lr: 0.3)
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: line(rows: 20),
      configuration: TrainingConfiguration(epochs: 5000, batch: 5, tolerance: 1e-3))
    #expect(result.reason == .converged)
    #expect(result.history.count < 5000)
    let slope = try #require(result.state.weights["0.weight"])[0]
    let height = try #require(result.state.weights["0.bias"])[0]
    #expect((slope - 3).magnitude < 1e-3 && (height - 1).magnitude < 1e-3, "\(slope) \(height)")
  }

  @Test("take all rows at once with gradient_descent, whatever the batch")
  func fullBatch() throws {
    let trainer = try regressor(optimizer: "gradient_descent", lr: 0.1)
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: line(rows: 20),
      configuration: TrainingConfiguration(epochs: 3, batch: 4))
    #expect(result.state.steps == 3)
  }

  @Test("count steps and keep the last short batch")
  func steps() throws {
    let trainer = try regressor(optimizer: "sgd", lr: 0.1)
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: line(rows: 10),
      configuration: TrainingConfiguration(epochs: 2, batch: 4))
    #expect(result.state.steps == 6)
    #expect(result.state.optimizerSteps == 6)
  }

  @Test("take one row, and no epochs")
  func small() throws {
    let trainer = try regressor(optimizer: "adam", lr: 0.1)
    let start = TrainingState(trainer.network, seed: 1)
    let one = try trainer.fit(start, on: line(rows: 1))
    #expect(one.history.count == 10)
    let none = try trainer.fit(
      start, on: line(rows: 5), configuration: TrainingConfiguration(epochs: 0))
    #expect(none.history.isEmpty && none.reason == .epochs && none.bestEpoch == nil)
    #expect(none.state.weights == start.weights)
  }

  @Test("start an optimizer afresh when it is another one")
  func switching() throws {
    let adam = try regressor(optimizer: "adam", lr: 0.1)
    let first = try adam.fit(TrainingState(adam.network, seed: 1), on: line(rows: 10)).state
    #expect(first.optimizerSteps == 10)
    let rmsprop = try regressor(optimizer: "rmsprop", lr: 0.1)
    let second = try rmsprop.fit(first, on: line(rows: 10)).state
    #expect(second.optimizerSteps == 10)
    #expect(second.steps == 20 && second.epochs == 20)
    #expect(Set(second.optimizerState.keys) == ["v/0.weight", "v/0.bias"])
  }
}
