import Tensors
import Testing

@testable import Graphs

extension DoubleArray {
  /// The array in single precision.
  var tensor: Tensor { Tensor(shape: shape, values: values.map(Float.init)) }

  /// Each number rounded to single precision, so that oracle and plan start from the same ones.
  var rounded: DoubleArray {
    DoubleArray(shape: shape, values: values.map { Double(Float($0)) })
  }
}

extension Bindings {
  /// Everything rounded to single precision.
  var rounded: Bindings {
    var result = self
    result.values = values.mapValues(\.rounded)
    return result
  }
}

extension Plan {
  /// Feeds inputs, indices and scalars by name.
  func feed(_ bindings: Bindings) throws {
    for name in scalarNames { setScalar(name, try #require(bindings.values[name]).values[0]) }
    for name in inputNames {
      if let value = bindings.values[name] { try setInput(name, value.tensor) }
      if let value = bindings.indices[name] { try setIndices(name, value.map(Int32.init)) }
    }
    setRandom(seed: bindings.seed, step: bindings.step)
  }
}

extension ParameterStore {
  /// Sets everything the store holds.
  func fill(_ bindings: Bindings) throws {
    for (name, _) in parameters + states {
      try set(name, try #require(bindings.values[name]).tensor)
    }
  }
}

/// Ways to compile: every pass on, each one alone, each one missing, none.
enum OptionSet: CaseIterable {
  static var all: [PlanOptions] {
    var result = [PlanOptions(), .plain]
    for pass in PlanPass.allCases { result += [PlanOptions([pass]), .without(pass)] }
    return result
  }
}

/// The largest difference of two arrays, relative to the largest number of the expected one.
func relativeDifference(_ found: Tensor, _ expected: DoubleArray) -> Double {
  var difference = 0.0
  var scale = 1e-3
  for (a, b) in zip(found.values, expected.values) {
    if b.isNaN && a.isNaN { continue }
    difference = max(difference, abs(Double(a) - b))
    scale = max(scale, abs(b))
    if a.isNaN { return .infinity }
  }
  return found.shape == expected.shape ? difference / scale : .infinity
}

/// A pool for the tests of several threads, whatever the machine has.
let pair = WorkerPool(threads: 2)
