import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Layers agree with PyTorch")
struct LayerReferenceTests {
  @Test("the file is read and has the parameters of the layers")
  func coverage() throws {
    #expect(LayerReference.all.count >= 18)
    for row in LayerReference.all {
      let trial = try row.trial()
      #expect(trial.output.shape == Shape(row.output.shape), "\(row.id)")
      #expect(Set(trial.gradients.map(\.name)) == Set(row.gradients.keys), "\(row.id)")
      for parameter in trial.parameters {
        let wanted = row.array(of: parameter)?.shape
        #expect(parameter.shape.dimensions == wanted, "\(row.id) \(parameter.name)")
      }
    }
  }

  @Test("in double precision to 1e-9", arguments: LayerReference.all)
  func oracle(_ row: LayerReference) throws {
    let trial = try row.trial()
    var bindings = Bindings(values: ["input": row.input.array, "upstream": row.upstream.array])
    for parameter in trial.parameters {
      bindings.values[parameter.name] = try #require(row.array(of: parameter)).array
    }
    let results = try Evaluator().evaluate(
      [trial.output] + trial.gradients.map(\.value), feeding: bindings)
    expect(results[0].values, row.output.data, "\(row.id)", relative: 1e-9, absolute: 1e-12)
    for (name, found) in zip(trial.gradients.map(\.name), results.dropFirst()) {
      let wanted = try #require(row.gradients[name])
      expect(found.values, wanted.data, "\(row.id) \(name)", relative: 1e-9, absolute: 1e-11)
    }
  }

  @Test(
    "compiled: values to 1e-5, gradients to 1e-4 of the largest number",
    arguments: LayerReference.all)
  func plan(_ row: LayerReference) throws {
    let trial = try row.trial()
    let names = trial.gradients.map(\.name)
    let store = try ParameterStore(for: [trial.output] + trial.gradients.map(\.value))
    for parameter in trial.parameters
    where store.parameters.contains(where: { $0.name == parameter.name }) {
      try store.set(parameter.name, #require(row.array(of: parameter)).array.single)
    }
    let plan = try Plan(
      outputs: [("output", trial.output)] + trial.gradients.map { ("d " + $0.name, $0.value) },
      store: store, pool: WorkerPool(threads: 1))
    for (name, array) in [("input", row.input), ("upstream", row.upstream)]
    where plan.inputNames.contains(name) {
      try plan.setInput(name, array.array.single)
    }
    try plan.run()
    let output = try plan.output("output").values.map(Double.init)
    expect(
      output, row.output.data, "\(row.id)", relative: 0, absolute: 1e-5 * size(row.output))
    for name in names {
      let found = try plan.output("d " + name).values.map(Double.init)
      let wanted = try #require(row.gradients[name])
      expect(
        found, wanted.data, "\(row.id) \(name)", relative: 0, absolute: 1e-4 * size(wanted))
    }
  }

  /// The largest magnitude of an array, at least 1: differences of single precision follow it.
  private func size(_ array: ReferenceArray) -> Double {
    array.data.reduce(1) { max($0, $1.magnitude) }
  }

  private func expect(
    _ found: [Double], _ wanted: [Double], _ id: String, relative: Double, absolute: Double
  ) {
    #expect(found.count == wanted.count, "\(id)")
    for (a, b) in zip(found, wanted) {
      #expect(agree(a, b, relative: relative, absolute: absolute), "\(id): \(a) is not \(b)")
    }
  }
}
