import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Fits end")
struct EndingTests {
  let fits = TrainerTests()

  @Test("at the best epoch with early stopping, with its weights")
  func earlyStopping() throws {
    let trainer = try fits.classifier("dense 64", "relu", "dense 3", lr: 0.05)
    // Labels at random: whatever is learnt is wrong for other rows.
    var (data, validation) = (fits.clouds(rows: 30), fits.clouds(rows: 30, seed: 6))
    var generator = RandomGenerator(seed: 2)
    let labels = (0..<30).map { _ in Int32(generator.integer(below: 3)) }
    data.target = .classes(labels, names: ["a", "b", "c"])
    validation.target = .classes(labels.reversed(), names: ["a", "b", "c"])
    let start = TrainingState(trainer.network, seed: 1)
    let result = try trainer.fit(
      start, on: data, validation: validation,
      configuration: TrainingConfiguration(
        epochs: 200, batch: 8, earlyStopping: EarlyStopping(patience: 6)))
    #expect(result.reason == .earlyStopping)
    let losses = result.history.compactMap(\.validationLoss)
    let best = try #require(losses.min())
    let bestEpoch = try #require(result.bestEpoch)
    #expect(losses[bestEpoch - 1] == best)
    #expect(result.history.count == bestEpoch + 6)
    let value = try trainer.objective.evaluate(
      trainer.network, weights: result.state.weights, on: validation, pool: fits.pool)
    #expect(value.dataLoss == best)
  }

  @Test("with the best weights even when the epochs run out first")
  func bestAtTheEnd() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.9)
    // The metric falls from epoch to epoch, so the first is the best.
    var calls = 0.0
    let hooks = FitHooks(measure: { _ in
      calls += 1
      return [EpochMetric("skill", -calls)]
    })
    let data = fits.line(rows: 10)
    let start = TrainingState(trainer.network, seed: 1)
    let stopping = EarlyStopping(patience: 50, monitor: "skill")
    let result = try trainer.fit(
      start, on: data, validation: data,
      configuration: TrainingConfiguration(epochs: 4, seed: 1, earlyStopping: stopping),
      hooks: hooks)
    let one = try trainer.fit(
      start, on: data, configuration: TrainingConfiguration(epochs: 1, seed: 1))
    #expect(result.reason == .epochs)
    #expect(result.bestEpoch == 1)
    #expect(result.state.weights == one.state.weights)
    #expect(result.state.epochs == 4)
  }

  @Test("before they begin when there is nothing to watch")
  func monitors() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.1)
    let data = fits.line(rows: 10)
    let start = TrainingState(trainer.network, seed: 1)
    func fit(_ monitor: String, validation: TrainingData?) throws {
      _ = try trainer.fit(
        start, on: data, validation: validation,
        configuration: TrainingConfiguration(earlyStopping: EarlyStopping(monitor: monitor)))
    }
    try fit("loss", validation: nil)
    #expect(throws: LearningError.noValidation(monitor: "validation_loss")) {
      try fit("validation_loss", validation: nil)
    }
    let error = #expect(throws: LearningError.self) { try fit("validation_los", validation: data) }
    #expect(error?.hint == "validation_loss")
  }

  @Test("with the last good weights when the loss is no number")
  func divergence() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 1e6)
    let start = TrainingState(trainer.network, seed: 1)
    let result = try trainer.fit(
      start, on: fits.line(rows: 10), configuration: TrainingConfiguration(epochs: 100, batch: 5))
    guard case .diverged(let error) = result.reason else {
      Issue.record("\(result.reason)")
      return
    }
    #expect(result.state.weights.values.allSatisfy { $0.isFinite })
    #expect(result.state.epochs == result.history.count)
    #expect(error.message.contains("of epoch \(result.history.count + 1): "))
    #expect(error.hint?.hasPrefix("try a smaller step, lr=100000, or ") == true)
    let again = try trainer.fit(
      start, on: fits.line(rows: 10),
      configuration: TrainingConfiguration(epochs: result.history.count, batch: 5))
    #expect(again.state.weights == result.state.weights)
  }

  @Test("after the step at which they are interrupted, and keep it")
  func interruption() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.1)
    var asked = 0
    let hooks = FitHooks(isInterrupted: {
      asked += 1
      return asked == 7
    })
    let start = TrainingState(trainer.network, seed: 1)
    let result = try trainer.fit(
      start, on: fits.line(rows: 20), configuration: TrainingConfiguration(epochs: 10, batch: 5),
      hooks: hooks)
    #expect(result.reason == .interrupted)
    #expect(result.state.steps == 7)
    #expect(result.state.epochs == 1 && result.history.count == 1)
    #expect(result.state.weights != start.weights)
  }

  @Test("when the caller says so after an epoch")
  func stopping() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.1)
    let hooks = FitHooks(onEpoch: { $0.epoch == 3 ? .stop : .proceed })
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: fits.line(rows: 20), hooks: hooks)
    #expect(result.reason == .interrupted)
    #expect(result.history.count == 3)
  }

  @Test("before they begin on a number that is none, wherever it is", arguments: [0, 15, 16, 38])
  func notFinite(_ position: Int) throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.1)
    for value in [Float.nan, .infinity, -.infinity] {
      var data = fits.line(rows: 39)
      data.features = data.features.replacing(position, by: value)
      let error = LearningError.notFinite(
        "features of the training data", row: position + 1, column: 1, value: "\(value)")
      #expect(throws: error) {
        try trainer.fit(TrainingState(trainer.network, seed: 1), on: data)
      }
    }
  }

  @Test("with a sentence when data and network do not go together")
  func refusals() throws {
    let trainer = try fits.regressor(optimizer: "sgd", lr: 0.1)
    let start = TrainingState(trainer.network, seed: 1)
    func message(_ change: (inout TrainingData) -> Void) -> String? {
      var data = fits.line(rows: 4)
      change(&data)
      do {
        _ = try trainer.fit(start, on: data)
        return nil
      } catch let error as LearningError {
        return error.message
      } catch {
        return "\(error)"
      }
    }
    #expect(message { _ in } == nil)
    #expect(message { $0 = fits.line(rows: 0) } == "the training data has no rows")
    #expect(
      message { $0.features = RowMatrix(Tensor(zeros: [3, 1])) }
        == "there are 3 rows of features but 4 targets")
    #expect(
      message { $0.features = RowMatrix(Tensor(zeros: [4, 2])) }
        == "the model takes rows of the shape [1], got [2]")
    #expect(
      message { $0.features = $0.features.replacing(2, by: .nan) }
        == "row 3, column 1 of the features of the training data is nan")
    #expect(
      message { $0.target = .numbers(Tensor(shape: [4, 1], values: [0, 1, .infinity, 2])) }
        == "row 3, column 1 of the targets of the training data is inf")
    #expect(
      message { $0.rowWeights = [1, 1] } == "there are 4 rows of features but 2 row weights")
    #expect(
      message { $0.rowWeights = [1, -1, 1, 1] }
        == "the weight of row 2 is -1.0, a weight is 0 or more")
    for configuration in [
      TrainingConfiguration(epochs: -1), TrainingConfiguration(batch: 0),
      TrainingConfiguration(tolerance: -1), TrainingConfiguration(tolerance: .nan),
    ] {
      #expect(throws: LearningError.self) {
        try trainer.fit(start, on: fits.line(rows: 4), configuration: configuration)
      }
    }
    #expect(throws: LearningError.missingWeights("0.bias")) {
      var state = start
      state.weights["0.bias"] = nil
      _ = try trainer.fit(state, on: fits.line(rows: 4))
    }
  }

  @Test("and are judged alike whatever the threads", arguments: [1, 2, 3])
  func threads(_ threads: Int) throws {
    let trainer = try fits.classifier("dense 64", "relu", "dense 3")
    let pooled = Trainer(
      network: trainer.network, objective: trainer.objective, optimizer: trainer.optimizer,
      pool: WorkerPool(threads: threads))
    let start = TrainingState(trainer.network, seed: 1)
    let data = fits.clouds(rows: 100)
    let one = try trainer.fit(start, on: data).history.map(\.dataLoss)
    let many = try pooled.fit(start, on: data).history.map(\.dataLoss)
    let again = try pooled.fit(start, on: data).history.map(\.dataLoss)
    #expect(many == again)
    for (a, b) in zip(many, one) { #expect(agree(a, b, relative: 1e-5, absolute: 0)) }
  }
}

extension RowMatrix {
  /// The same rows with another number at a flat position.
  fileprivate func replacing(_ position: Int, by value: Float) -> RowMatrix {
    var numbers = tensor
    numbers[position] = value
    return RowMatrix(numbers)
  }
}
