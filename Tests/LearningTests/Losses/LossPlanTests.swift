import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Losses in single precision")
struct LossPlanTests {
  @Test("agree with PyTorch: values to 1e-5, gradients to 1e-4", arguments: LossReference.all)
  func plan(_ row: LossReference) throws {
    let judged = try row.trial().judgedByPlan()
    for (found, wanted) in zip(judged.value, row.value.values) {
      #expect(
        agree(found, wanted, relative: 1e-5, absolute: 1e-7), "\(row.id): \(found), not \(wanted)")
    }
    for (found, wanted) in zip(judged.gradient, row.gradient.data) {
      #expect(
        agree(found, wanted, relative: 1e-4, absolute: 1e-7), "\(row.id): \(found), not \(wanted)")
    }
  }

  @Test(
    "agree with double precision on one thread and on two", arguments: LossExample.all.indices,
    1...2)
  func threads(_ index: Int, threads: Int) throws {
    let example = LossExample.all[index]
    for reduction in Reduction.allCases {
      var trial = try example.trial()
      trial.reduction = reduction
      let (wanted, found) = (try trial.judged(), try trial.judgedByPlan(threads: threads))
      for (a, b) in zip(found.value, wanted.value) {
        #expect(agree(a, b, relative: 1e-5, absolute: 1e-6), "\(example.name): \(a), not \(b)")
      }
      for (a, b) in zip(found.gradient, wanted.gradient) {
        #expect(agree(a, b, relative: 1e-4, absolute: 1e-6), "\(example.name): \(a), not \(b)")
      }
    }
  }

  @Test("stay finite for scores of 1e4", arguments: LossExample.all.indices, [-1e4, 1e4])
  func extremes(_ index: Int, size: Double) throws {
    let example = LossExample.all[index]
    guard !example.isProbability else { return }
    let columns = example.prediction[0].count
    let row = (0..<columns).map { $0 == 0 ? size : 0 }
    let judged = try example.trial(prediction: example.prediction.map { _ in row }).judgedByPlan()
    guard size <= example.largest else {
      #expect(judged.value == [.infinity], "\(example.name) at \(row)")
      return
    }
    #expect(
      (judged.value + judged.gradient).allSatisfy { $0.isFinite }, "\(example.name) at \(row)")
  }

  @Test("stay finite for probabilities of 0 and 1", arguments: LossExample.all.indices, [0, 1.0])
  func certainty(_ index: Int, size: Double) throws {
    let example = LossExample.all[index]
    guard example.isProbability else { return }
    let row = example.prediction[0].indices.map { $0 == 0 ? size : 0 }
    let judged = try example.trial(prediction: example.prediction.map { _ in row }).judgedByPlan()
    #expect(
      (judged.value + judged.gradient).allSatisfy { $0.isFinite }, "\(example.name) at \(row)")
  }
}

extension LossTrial {
  /// Value and gradient by a compiled plan.
  func judgedByPlan(threads: Int = 1) throws -> (value: [Double], gradient: [Double]) {
    let input = Expression.input("prediction", prediction.shape)
    let value = try value(of: input)
    let slope = try gradients(of: sum(value), withRespectTo: [input])
    let store = try ParameterStore(for: [value] + slope)
    for (name, array) in learned
    where store.parameters.contains(where: { $0.name == "loss.\(name)" }) {
      try store.set("loss.\(name)", array.start.single)
    }
    let plan = try Plan(
      outputs: [("value", value), ("gradient", slope[0])], store: store,
      pool: WorkerPool(threads: threads))
    for (name, array) in inputs where plan.inputNames.contains(name) {
      try plan.setInput(name, array.single)
    }
    if case .indices(let indices) = target {
      try plan.setIndices("target", indices.map { Int32($0) })
    }
    if let rowWeights {
      try plan.setInput("weights", matrix([rowWeights]).single.reshaped(to: [rowWeights.count]))
    }
    try plan.run()
    return (
      try plan.output("value").values.map(Double.init),
      try plan.output("gradient").values.map(Double.init)
    )
  }
}

extension LossTrial {
  /// Everything fed as numbers, by name.
  private var inputs: [String: DoubleArray] {
    var inputs = ["prediction": prediction]
    switch target {
    case .values(let values), .sequences(let values): inputs["target"] = values
    case .indices, .nothing: break
    }
    for (name, array) in extras { inputs["extra \(name)"] = array }
    return inputs
  }
}

extension DoubleArray {
  /// The same array in single precision.
  var single: Tensor { Tensor(shape: shape, values: values.map { Float($0) }) }
}
