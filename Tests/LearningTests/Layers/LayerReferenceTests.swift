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
      #expect(Set(trial.updates.map(\.name)) == Set((row.updates ?? [:]).keys), "\(row.id)")
      for parameter in trial.parameters {
        let wanted = row.array(of: parameter)?.shape
        #expect(parameter.shape.dimensions == wanted, "\(row.id) \(parameter.name)")
      }
    }
  }

  @Test("in double precision to 1e-9", arguments: LayerReference.all)
  func oracle(_ row: LayerReference) throws {
    let trial = try row.trial()
    var bindings = Bindings()
    for (name, array) in row.inputs { bindings.values[name] = array.array }
    for parameter in trial.parameters {
      bindings.values[parameter.name] = try #require(row.array(of: parameter)).array
    }
    let results = try Evaluator().evaluate(trial.values.map(\.value), feeding: bindings)
    for (name, found) in zip(trial.values.map(\.name), results) {
      let wanted = try #require(row.wanted(name), "\(row.id) \(name)")
      expect(found.values, wanted.data, "\(row.id) \(name)", relative: 1e-9, absolute: 1e-11)
    }
  }

  @Test(
    "compiled: values to 1e-5, gradients to 1e-4 of the largest number",
    arguments: LayerReference.all)
  func plan(_ row: LayerReference) throws {
    let trial = try row.trial()
    let store = try ParameterStore(for: trial.values.map(\.value))
    for parameter in trial.parameters
    where store.parameters.contains(where: { $0.name == parameter.name }) {
      try store.set(parameter.name, #require(row.array(of: parameter)).array.single)
    }
    let plan = try Plan(outputs: trial.values, store: store, pool: WorkerPool(threads: 1))
    for (name, array) in row.inputs where plan.inputNames.contains(name) {
      try plan.setInput(name, array.array.single)
    }
    try plan.run()
    for (name, _) in trial.values {
      let found = try plan.output(name).values.map(Double.init)
      let wanted = try #require(row.wanted(name))
      let tolerance = name.hasPrefix("d ") ? 1e-4 : 1e-5
      expect(
        found, wanted.data, "\(row.id) \(name)", relative: 0, absolute: tolerance * size(wanted))
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
