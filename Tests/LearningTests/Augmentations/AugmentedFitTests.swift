import Graphs
import Tensors
import Testing

@testable import Learning

/// What rows are in a fit: the same whatever the threads, the batches and the epochs before.
@Suite("Augmented fits")
struct AugmentedFitTests {
  let fits = TrainerTests()

  /// Images of 4 × 6 pixels, seed 21.
  private func images(_ rows: Int) -> Tensor {
    var generator = RandomGenerator(seed: 21)
    return Tensor(
      shape: [rows, 4, 6], values: (0..<rows * 24).map { _ in Float(generator.uniform()) })
  }

  private func everything() throws -> [AugmentationSpecification] {
    try ["flip", "shift", "rotate", "zoom", "crop", "brightness", "contrast", "noise"].map {
      try AugmentationSpecification($0)
    }
      + [("cutout", "size"), ("time_mask", "width"), ("frequency_mask", "width")].map {
        try AugmentationSpecification($0.0, [], [($0.1, .number(2))])
      }
  }

  @Test("depend on seed, epoch and row")
  func places() throws {
    let same = Tensor(shape: [2, 4, 6], values: (images(1).values + images(1).values))
    func row(_ row: Int, _ epoch: Int, seed: UInt64) throws -> [Float] {
      try AugmentedRows(RowMatrix(same), everything(), seed: seed).row(row, epoch: epoch)
    }
    let first = try row(0, 0, seed: 1)
    #expect(try row(0, 0, seed: 1) == first)
    #expect(try row(1, 0, seed: 1) != first)
    #expect(try row(0, 1, seed: 1) != first)
    #expect(try row(0, 0, seed: 2) != first)
  }

  @Test("do not change what the others draw")
  func independence() throws {
    let rows = RowMatrix(images(20))
    let flip = try AugmentationSpecification("flip")
    let dim = try AugmentationSpecification("brightness")
    let alone = try AugmentedRows(rows, [flip], seed: 3)
    let both = try AugmentedRows(rows, [dim, flip], seed: 3)
    for row in 0..<20 {
      let (a, b) = (alone.row(row, epoch: 2), both.row(row, epoch: 2))
      for (x, y) in zip(a, b) { #expect(abs(x / a[0] - y / b[0]) < 1e-4) }
    }
  }

  @Test("are the same on any number of threads, in any order and batch", arguments: 1...4)
  func batches(threads: Int) throws {
    try steadily {
      let rows = try AugmentedRows(RowMatrix(images(23)), everything(), seed: 4)
      let pool = WorkerPool(threads: threads)
      var generator = RandomGenerator(seed: 5)
      let order = generator.permutation(23).map { Int32($0) }
      for size in [1, 7, 23] {
        let batch = AugmentedBatch(rows, size: size, pool: pool)
        for range in Learning.batches(of: 23, size: size) {
          batch.fill(range, of: order, epoch: 6)
          let seen = Array(batch.features.numbers.prefix(range.count * 24))
          #expect(seen == range.flatMap { rows.row(Int(order[$0]), epoch: 6) })
        }
      }
    }
  }

  @Test("of five epochs and five more are ten")
  func continuation() throws {
    try steadily {
      let (trainer, data) = try classifier()
      func fit(_ state: TrainingState, _ epochs: Int) throws -> TrainingState {
        try trainer.fit(
          state, on: data,
          configuration: TrainingConfiguration(
            epochs: epochs, batch: 5, seed: 7, augmentations: everything())
        ).state
      }
      let start = TrainingState(trainer.network, seed: 1)
      let ten = try fit(start, 10)
      #expect(try fit(fit(start, 5), 5).weights == ten.weights)
      let plain = try trainer.fit(
        start, on: data, configuration: TrainingConfiguration(epochs: 10, batch: 5, seed: 7))
      #expect(plain.state.weights != ten.weights)
    }
  }

  @Test("judge rows as they are")
  func judging() throws {
    try steadily {
      let (trainer, data) = try classifier()
      let result = try trainer.fit(
        TrainingState(trainer.network, seed: 1), on: data, validation: data,
        configuration: TrainingConfiguration(
          epochs: 3, batch: 5, seed: 7, augmentations: everything()))
      let value = try trainer.objective.evaluate(
        trainer.network, weights: result.state.weights, on: data, pool: fits.pool)
      #expect(result.history.last?.validationLoss == value.dataLoss)
      #expect(result.history.last?.dataLoss != value.dataLoss)
    }
  }

  @Test("take the steps an own copy of the augmented rows would take")
  func sameSteps() throws {
    try steadily {
      let (trainer, data) = try classifier()
      let start = TrainingState(trainer.network, seed: 1)
      let result = try trainer.fit(
        start, on: data,
        configuration: TrainingConfiguration(
          epochs: 1, batch: 5, seed: 7, augmentations: everything()))
      let rows = try AugmentedRows(data.features, everything(), seed: 7)
      var copy = data
      copy.features = RowMatrix(
        Tensor(shape: data.features.shape, values: (0..<13).flatMap { rows.row($0, epoch: 0) }))
      let copied = try trainer.fit(
        start, on: copy, configuration: TrainingConfiguration(epochs: 1, batch: 5, seed: 7))
      #expect(copied.state.weights == result.state.weights)
      #expect(copied.history.last?.dataLoss == result.history.last?.dataLoss)
    }
  }

  @Test("learn from mirrored images what the originals do not show")
  func mirrors() throws {
    // Class a is bright on the left, b is dark; a bright right is never shown but to a fit with flip.
    let left = Tensor(
      shape: [20, 1, 4], values: (0..<20).flatMap { $0 % 2 == 0 ? [1, 0, 0, 0] : [0, 0, 0, 0] })
    let right = Tensor(shape: [20, 1, 4], values: left.values.reversed())
    let labels = (0..<20).map { Int32($0 % 2) }
    let target = TrainingTarget.classes(labels, names: ["a", "b"])
    let mirrored = TrainingTarget.classes(labels.reversed(), names: ["a", "b"])
    let network = try model("flatten", "dense 2").resolve(input: [1, 4])
    let trainer = Trainer(
      network: network, objective: Objective(loss: try LossSpecification("cross_entropy")),
      optimizer: try OptimizerSpecification("sgd", [], [("lr", .number(0.5))]), pool: fits.pool)
    func lossOnMirrored(_ names: String...) throws -> Double {
      let result = try trainer.fit(
        TrainingState(network, seed: 1), on: TrainingData(features: left, target: target),
        configuration: TrainingConfiguration(
          epochs: 100, batch: 5, seed: 2,
          augmentations: names.map { try AugmentationSpecification($0) }))
      return try trainer.objective.evaluate(
        network, weights: result.state.weights,
        on: TrainingData(features: right, target: mirrored), pool: fits.pool
      ).dataLoss
    }
    #expect(try lossOnMirrored("flip") < 0.1)
    #expect(try lossOnMirrored() > 0.5)
  }

  @Test("that diverge are traced over the same rows")
  func divergence() throws {
    let (trainer, data) = try classifier(lr: 1e30)
    let result = try trainer.fit(
      TrainingState(trainer.network, seed: 1), on: data,
      configuration: TrainingConfiguration(
        epochs: 3, batch: 5, seed: 7, augmentations: everything()))
    guard case .diverged(.notFiniteLoss(_, _, _, _, let origin)) = result.reason else {
      Issue.record("the fit ended by \(result.reason)")
      return
    }
    #expect(origin != nil)
  }

  @Test("refuse rows their augmentations cannot change")
  func refusal() throws {
    let trainer = try fits.classifier("dense 3")
    #expect(throws: LearningError.self) {
      try trainer.fit(
        TrainingState(trainer.network, seed: 1), on: fits.clouds(rows: 9),
        configuration: TrainingConfiguration(augmentations: [AugmentationSpecification("flip")]))
    }
  }

  /// A small network on 13 images of three classes.
  private func classifier(lr: Double = 0.01) throws -> (Trainer, TrainingData) {
    let network = try model("flatten", "dense 8", "relu", "dense 3").resolve(input: [4, 6])
    let trainer = Trainer(
      network: network, objective: Objective(loss: try LossSpecification("cross_entropy")),
      optimizer: try OptimizerSpecification("adam", [], [("lr", .number(lr))]), pool: fits.pool)
    let data = TrainingData(
      features: images(13),
      target: .classes((0..<13).map { Int32($0 % 3) }, names: ["a", "b", "c"]))
    return (trainer, data)
  }
}
