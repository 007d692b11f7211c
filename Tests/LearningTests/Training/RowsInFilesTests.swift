import Foundation
import Graphs
import Tensors
import Testing

@testable import Learning

/// Fits on rows that stay in a file.
@Suite("Fits on rows in files") struct RowsInFilesTests {
  private let fits = TrainerTests()

  /// The clouds of other fits as bytes in a file, and as floats.
  private struct Clouds {
    let path = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString)")
      .path()
    let stored: TrainingData
    let held: TrainingData

    /// - Parameter asFloats: floats in the file, so that nothing is to be converted.
    init(_ clouds: TrainingData, asFloats: Bool = false) throws {
      let bytes = clouds.features.values.map { UInt8(clamping: Int($0 * 30) + 120) }
      let floats = bytes.map { Float((Double($0) - 120) / 30) }
      let values = asFloats ? floats.withUnsafeBytes(Array.init) : bytes
      try Data(values).write(to: URL(filePath: path))
      let descriptor = open(path, O_RDONLY)
      defer { close(descriptor) }
      let mapping = try #require(
        MappedFile(descriptor: descriptor, path: path, count: values.count))
      let segment = try #require(
        RowSegment(
          mapping, offset: 0, type: asFloats ? .float32 : .uint8, isBigEndian: false, width: 2,
          rows: clouds.rows))
      let features = try #require(
        RowMatrix(
          [segment], rowShape: [2],
          scaling: asFloats ? .none : RowScaling(fills: [], scales: [(120, 30)])))
      stored = TrainingData(features: features, target: clouds.target)
      held = TrainingData(
        features: Tensor(shape: [clouds.rows, 2], values: floats), target: clouds.target)
    }

    func remove() { unlink(path) }
  }

  @Test("are those on the same rows as floats, bit for bit", arguments: [1, 2], [false, true])
  func equality(_ threads: Int, _ asFloats: Bool) throws {
    let clouds = try Clouds(fits.clouds(rows: 1300), asFloats: asFloats)
    let others = try Clouds(fits.clouds(rows: 700, seed: 6), asFloats: asFloats)
    #expect((clouds.stored.features.floatsInPlace != nil) == asFloats)
    defer {
      clouds.remove()
      others.remove()
    }
    let classifier = try fits.classifier("dense 16", "relu", "dense 3")
    let trainer = Trainer(
      network: classifier.network, objective: classifier.objective,
      optimizer: classifier.optimizer, pool: WorkerPool(threads: threads))
    for (batch, shuffles) in [(32, true), (64, false), (1300, true)] {
      let results = try [(clouds.stored, others.stored), (clouds.held, others.held)].map {
        try trainer.fit(
          TrainingState(trainer.network, seed: 2), on: $0.0, validation: $0.1,
          configuration: TrainingConfiguration(epochs: 2, batch: batch, shuffle: shuffles, seed: 5))
      }
      #expect(results[0].state.weights == results[1].state.weights, "batch \(batch)")
      #expect(results[0].history.map(\.dataLoss) == results[1].history.map(\.dataLoss))
      #expect(results[0].history.map(\.validationLoss) == results[1].history.map(\.validationLoss))
      let outputs = try [others.stored, others.held].map {
        try trainer.network.predict(
          $0.features, weights: results[0].state.weights, pool: trainer.pool)
      }
      #expect(outputs[0] == outputs[1])
    }
    let some = [1299, 0, 512, 3]
    #expect(clouds.stored.selecting(some).features == clouds.held.selecting(some).features)
  }

  @Test("end in a sentence when the file is cut meanwhile", arguments: [false, true])
  func cutMeanwhile(_ isValidation: Bool) throws {
    let clouds = try Clouds(fits.clouds(rows: 9000))
    let others = try Clouds(fits.clouds(rows: 9000))
    defer {
      clouds.remove()
      others.remove()
    }
    let trainer = try fits.classifier("dense 3")
    let cut = isValidation ? others.path : clouds.path
    var epochs = 0
    let hooks = FitHooks(
      onEpoch: { _ in
        epochs += 1
        if epochs == 2 { #expect(truncate(cut, 100) == 0) }
        return .proceed
      })
    #expect(throws: FileError.changed(path: cut, .shorter)) {
      try trainer.fit(
        TrainingState(trainer.network, seed: 1), on: clouds.stored, validation: others.stored,
        configuration: TrainingConfiguration(epochs: 5, batch: 32), hooks: hooks)
    }
    #expect(epochs == 2)
    #expect(throws: FileError.changed(path: cut, .shorter)) {
      try trainer.network.predict(
        (isValidation ? others : clouds).stored.features,
        weights: TrainingState(trainer.network, seed: 1).weights, pool: fits.pool)
    }
  }
}
