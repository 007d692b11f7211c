import Glibc
import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("The adaptive loss")
struct AdaptiveTests {
  /// One row of Reference/adaptive_nll.json: Z integrated numerically, gradients by differences.
  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let residual, alpha, scale, value: Double
    let gradient_residual, gradient_alpha, gradient_scale: Double

    var testDescription: String { "residual \(residual), α \(alpha), scale \(scale)" }
    var wanted: [Double] { [value, gradient_residual, gradient_alpha, gradient_scale] }
  }

  struct File: Decodable { let cases: [Row] }

  static let rows = (try? readReference("adaptive_nll.json", as: File.self).cases) ?? []

  @Test("the file is read")
  func coverage() {
    #expect(Self.rows.count == 15)
  }

  @Test("has the value and gradients of the reference in double precision", arguments: rows)
  func oracle(_ row: Row) throws {
    let graph = try AdaptiveGraph(row.loss, columns: 1)
    let found = try Evaluator().evaluate(
      graph.outputs, feeding: Bindings(values: graph.fed(residuals: [row.residual])))
    // log Z is fitted: its value to 3e-9, its slope to 1e-7.
    compare(found.map { $0.values[0] }, row, relative: 1e-7)
  }

  @Test("and in single precision: value to 1e-5, gradients to 1e-4", arguments: rows)
  func plan(_ row: Row) throws {
    let graph = try AdaptiveGraph(row.loss, columns: 1)
    let store = try ParameterStore(for: graph.outputs)
    let plan = try Plan(
      outputs: graph.outputs.enumerated().map { ("\($0)", $1) }, store: store,
      pool: WorkerPool(threads: 1))
    for (name, array) in graph.fed(residuals: [row.residual]) {
      if name == "residual" {
        try plan.setInput(name, array.single)
      } else {
        try store.set(name, array.single)
      }
    }
    try plan.run()
    let found = try graph.outputs.indices.map { Double(try plan.output("\($0)").values[0]) }
    #expect(agree(found[0], row.value, relative: 1e-5, absolute: 0))
    compare(found, row, relative: 1e-4)
  }

  /// Gradients in what is stored become those in α and scale by the slopes of `shown`: σ' is
  /// σ (1 − σ), softplus' is σ, both written by the number shown.
  private func compare(_ found: [Double], _ row: Row, relative: Double) {
    let share = (row.alpha - 0.001) / 1.998
    let alpha = found[2] / (1.998 * share * (1 - share))
    let scale = found[3] / (1 - exp(1e-5 - row.scale))
    for (one, wanted) in zip([found[0], found[1], alpha, scale], row.wanted) {
      #expect(agree(one, wanted, relative: relative, absolute: 1e-7))
    }
  }

  @Test("shows what it starts from, also at the ends", arguments: [0.0011, 0.25, 1, 1.9, 1.9989])
  func starts(alpha: Double) throws {
    for scale in [2e-5, 0.4, 1, 30, 1e6] {
      let loss = try LossSpecification("adaptive", [.number(alpha), .number(scale)])
      let shown = loss.definition.learned(loss.options).map { $0.shown($0.initial) }
      #expect(agree(shown[0], alpha, relative: 1e-12, absolute: 0))
      #expect(agree(shown[1], scale, relative: 1e-9, absolute: 0))
    }
  }

  @Test("stays finite however far the stored numbers go", arguments: [-1e4, 1e4])
  func bounds(stored: Double) throws {
    let graph = try AdaptiveGraph(LossSpecification("adaptive"), columns: 2)
    var fed = graph.fed(residuals: [3, -1e4])
    for name in ["loss.alpha", "loss.scale"] { fed[name]?.values = [stored, stored] }
    let found = try Evaluator().evaluate(graph.outputs, feeding: Bindings(values: fed))
    #expect(found.flatMap(\.values).allSatisfy { $0.isFinite }, "\(found.map(\.values))")
  }

  /// 300 numbers from a generator of normal ones, every tenth 20 times as far where asked for.
  @Test("learns from the data how much far errors count", arguments: [1, 2] as [UInt64])
  func learning(seed: UInt64) throws {
    func learned(outliers: Bool) throws -> [LossParameterValue] {
      var generator = RandomGenerator(seed: seed)
      let numbers = (0..<300).map { index in
        Float(generator.normal()) * (outliers && index % 10 == 0 ? 20 : 1)
      }
      let trainer = Trainer(
        network: try NetworkSpecification([try Specification("dense", [.number(1)])]).resolve(
          input: [1]),
        objective: Objective(loss: try LossSpecification("adaptive")),
        optimizer: try OptimizerSpecification("adam", [], [("lr", .number(0.05))]))
      let result = try trainer.fit(
        TrainingState(trainer.network, seed: 1),
        on: TrainingData(
          features: Tensor(zeros: [300, 1]),
          target: .numbers(Tensor(shape: [300, 1], values: numbers))),
        configuration: TrainingConfiguration(epochs: 300, batch: nil))
      return try #require(result.history.last).lossParameters
    }
    let (clean, wild) = (try learned(outliers: false), try learned(outliers: true))
    #expect(clean.map(\.name) == ["alpha", "scale"])
    #expect(clean[0].values[0] > 1.5 && wild[0].values[0] < 0.7, "seed \(seed): \(clean) \(wild)")
    // The scale is that of the ordinary numbers, with and without the others.
    #expect(abs(clean[1].values[0] - 1) < 0.25, "seed \(seed): \(clean)")
    #expect(abs(wild[1].values[0] - 1) < 0.5, "seed \(seed): \(wild)")
  }

  @Test("refuses starts outside the range")
  func refusals() {
    #expect(throws: LearningError.self) { try adaptive(("alpha", 0.0005)) }
    #expect(throws: LearningError.self) { try adaptive(("alpha", 1.5), ("alpha_high", 1.2)) }
    #expect(throws: LearningError.self) { try adaptive(("alpha_low", 1.5), ("alpha_high", 1.2)) }
    #expect(throws: LearningError.self) { try adaptive(("scale", 1e-6)) }
    #expect(throws: LearningError.self) { try adaptive(("alpha", 2)) }
  }

  private func adaptive(_ options: (String, Double)...) throws -> LossSpecification {
    try LossSpecification("adaptive", [], options.map { ($0.0, .number($0.1)) })
  }
}

extension AdaptiveTests.Row {
  fileprivate var loss: LossSpecification {
    get throws { try LossSpecification("adaptive", [.number(alpha), .number(scale)]) }
  }
}

/// The loss of one row of residuals, as a session has it.
private struct AdaptiveGraph {
  /// Its value and its gradients in the residuals and in what is stored of α and scale.
  let outputs: [Expression]
  private let learned: [(name: String, start: Double)]
  private let columns: Int

  init(_ loss: LossSpecification, columns: Int) throws {
    let declared = loss.definition.learned(loss.options)
    let residual = Expression.input("residual", [1, columns])
    let leaves = declared.map { Expression.parameter("loss.\($0.name)", $0.shape(columns)) }
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: residual, target: .values(.constant(0, shape: [1, columns])),
        options: loss.options,
        learned: Dictionary(uniqueKeysWithValues: zip(declared.map(\.name), leaves))))
    let value = try Reduction.sum.apply(terms)
    outputs = [value] + (try gradients(of: value, withRespectTo: [residual] + leaves))
    learned = declared.map { ("loss.\($0.name)", $0.initial) }
    self.columns = columns
  }

  /// Residuals, and what is learned as it starts.
  func fed(residuals: [Double]) -> [String: DoubleArray] {
    let starts = learned.map { ($0.name, DoubleArray(shape: [columns], repeating: $0.start)) }
    return Dictionary(uniqueKeysWithValues: starts).merging(
      ["residual": DoubleArray(shape: [1, columns], values: residuals)]) { first, _ in first }
  }
}
