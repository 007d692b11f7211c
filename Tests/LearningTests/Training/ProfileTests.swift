import Graphs
import Tensors
import Testing
import Timing

@testable import Learning

@Suite("Where the time of fits goes")
struct ProfileTests {
  private let fits = TrainerTests()

  private func trainer() throws -> Trainer {
    try fits.classifier(
      "dense 8", "relu", "dropout 0.3", "dense 3", penalties: [])
  }

  @Test("a profile describes the step and leaves the state as it was")
  func profile() throws {
    let trainer = try trainer()
    let data = fits.clouds(rows: 50)
    let configuration = TrainingConfiguration(epochs: 2, batch: 16, seed: 3)
    let state = try trainer.fit(
      TrainingState(trainer.network, seed: 3), on: data, configuration: configuration
    ).state
    let before = state
    let profile = try trainer.profile(state, on: data, configuration: configuration)
    #expect(state.weights == before.weights)
    #expect(state.optimizerState == before.optimizerState)
    #expect((state.steps, state.epochs) == (before.steps, before.epochs))
    #expect(profile.plan.rows == 16)
    #expect(profile.rows == 50)
    // 16 + 16 + 16 + 2 rows.
    #expect(profile.count == 4)
    #expect(profile.runs >= 3)
    #expect(profile.times.steps.count == profile.plan.steps.count)
    let updated = Set(profile.plan.steps.flatMap(\.updated))
    for parameter in trainer.network.parameters {
      #expect(updated.contains(parameter.name), "\(parameter.name)")
      #expect(updated.contains("m/\(parameter.name)"), "\(parameter.name)")
    }
    #expect(profile.plan.steps.contains { $0.subject.hasPrefix("features x dense0.weight") })
  }

  @Test("the judging of rows has no updates")
  func evaluation() throws {
    let trainer = try trainer()
    let profile = try trainer.objective.profile(
      trainer.network, weights: trainer.network.initialWeights(seed: 1),
      on: fits.clouds(rows: 600), pool: fits.pool)
    #expect(profile.plan.rows == 512)
    #expect(profile.count == 2)
    #expect(profile.plan.steps.allSatisfy { $0.updated.isEmpty })
  }

  @Test("a fit under a stopwatch is the same fit, bit for bit, and its parts fit into it")
  func sampledSteps() throws {
    let trainer = try trainer()
    let data = fits.clouds(rows: 330)
    func fit() throws -> FitResult {
      try trainer.fit(
        TrainingState(trainer.network, seed: 3), on: data, validation: fits.clouds(rows: 30),
        configuration: TrainingConfiguration(epochs: 3, batch: 8, seed: 3))
    }
    let plain = try fit()
    let stopwatch = Stopwatch()
    let timed = try stopwatch.run { try fit() }
    #expect(timed.state.weights == plain.state.weights)
    #expect(timed.history.map(\.dataLoss) == plain.history.map(\.dataLoss))

    let steps = try #require(stopwatch.parts.first { $0.name == "training steps" })
    #expect(steps.count == 3)
    let sampled = steps.parts.filter(\.isSampled)
    for name in ["matrix products", "optimizer", "gathering rows", "softmax and row losses"] {
      // 41 batches of 8 rows and one of 2, three times.
      #expect(sampled.first { $0.name == name }?.count == 126, "\(name)")
    }
    for part in stopwatch.parts {
      #expect(part.parts.reduce(0) { $0 + $1.seconds } <= part.seconds * 1.000001, "\(part.name)")
    }
    #expect(stopwatch.parts.contains { $0.name == "judging" && $0.count == 3 })
  }
}
