import Tensors
import Testing

@testable import Learning

@Suite("Fits under a schedule")
struct ScheduledFitTests {
  private let rows = TrainingData(
    features: Tensor(shape: [10, 1], values: (0..<10).map { Float($0) / 10 }),
    target: .numbers(Tensor(shape: [10, 1], values: (0..<10).map { Float($0) / 5 - 0.5 })))

  private func trainer(
    _ schedule: Schedule?, optimizer: String = "sgd", lr: Double = 0.1
  ) throws -> Trainer {
    Trainer(
      network: try model("dense 1").resolve(input: [1]),
      objective: Objective(loss: try LossSpecification("mse")),
      optimizer: try OptimizerSpecification(optimizer, [], [("lr", .number(lr))]),
      schedule: schedule, pool: WorkerPool(threads: 1))
  }

  private func fit(
    _ trainer: Trainer, _ state: TrainingState, _ epochs: Int, batch: Int = 4
  ) throws -> FitResult {
    try trainer.fit(
      state, on: rows,
      configuration: TrainingConfiguration(epochs: epochs, batch: batch, seed: 3))
  }

  private func start() throws -> TrainingState {
    TrainingState(try trainer(nil).network, seed: 1)
  }

  static let schedules: [(String, Schedule.Unit)] = [
    ("exponential", .epoch), ("exponential", .step), ("plateau", .epoch),
  ]

  private func schedule(_ name: String, per unit: Schedule.Unit) throws -> Schedule {
    let options: [(String, OptionValue)] =
      name == "plateau"
      ? [("patience", .number(0)), ("threshold", .number(0.9)), ("factor", .number(0.5))]
      : [("factor", .number(0.5))]
    return try Schedule([ScheduleSpecification(name, [], options)], per: unit)
  }

  @Test("of five epochs and five more are ten, bit for bit", arguments: schedules)
  func resuming(_ name: String, _ unit: Schedule.Unit) throws {
    let trainer = try trainer(schedule(name, per: unit))
    let ten = try fit(trainer, start(), 10)
    let five = try fit(trainer, start(), 5)
    let fiveMore = try fit(trainer, five.state, 5)
    #expect(fiveMore.state.weights == ten.state.weights)
    #expect(fiveMore.state.schedule == ten.state.schedule)
    let rates = ten.history.map(\.learningRate)
    #expect((five.history + fiveMore.history).map(\.learningRate) == rates)
    #expect(rates.first ?? 0 > rates.last ?? 0)
    #expect(try fit(self.trainer(nil), start(), 10).state.weights != ten.state.weights)
  }

  @Test("take the first rate of the schedule first and report the rate of the last step")
  func rates() throws {
    let perEpoch = try fit(trainer(schedule("exponential", per: .epoch)), start(), 3)
    #expect(perEpoch.history.map(\.learningRate) == [0.1, 0.05, 0.025])
    // Ten rows in batches of 4 are three steps an epoch: factors 1, ½, ¼; the last counts.
    let perStep = try fit(trainer(schedule("exponential", per: .step)), start(), 2)
    #expect(perStep.history.map(\.learningRate) == [0.1 / 4, 0.1 / 32])
    #expect(try fit(trainer(nil), start(), 2).history.map(\.learningRate) == [0.1, 0.1])
  }

  @Test("step by the rate in force: by hand for one weight", arguments: ["sgd", "lion"])
  func steps(_ optimizer: String) throws {
    // A fit at a fixed rate of 0.05 from where the first epoch at 0.1 ended is the second epoch.
    let scheduled = try fit(
      trainer(schedule("exponential", per: .epoch), optimizer: optimizer), start(), 2)
    let first = try fit(trainer(nil, optimizer: optimizer), start(), 1)
    let second = try fit(trainer(nil, optimizer: optimizer, lr: 0.05), first.state, 1)
    #expect(scheduled.state.weights == second.state.weights)
  }

  @Test("start another schedule at its beginning, and the same where it was")
  func another() throws {
    let halving = try schedule("exponential", per: .epoch)
    let state = try fit(trainer(halving), start(), 3).state
    #expect(state.schedule.epochs == 3)
    let cosine = try Schedule([ScheduleSpecification("cosine", [.number(4)])])
    #expect(try fit(trainer(cosine), state, 1).history.map(\.learningRate) == [0.1])
    #expect(try fit(trainer(halving), state, 1).history.map(\.learningRate) == [0.0125])
  }

  @Test("lower the rate when the validation loss stays")
  func plateau() throws {
    // The rate is too small to change a loss in single precision, so every epoch is stale.
    let trainer = try trainer(schedule("plateau", per: .epoch), lr: 1e-30)
    let result = try trainer.fit(
      start(), on: rows, validation: rows,
      configuration: TrainingConfiguration(epochs: 4, batch: 4))
    let expected = [1e-30, 1e-30, 5e-31, 2.5e-31]
    for (found, rate) in zip(result.history.map(\.learningRate), expected) {
      #expect(agree(found, rate, relative: 1e-12, absolute: 0))
    }
  }
}
