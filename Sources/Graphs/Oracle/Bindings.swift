import Tensors

/// The values an `Evaluator` finds under the names of a graph's leaves.
public struct Bindings: Sendable {
  /// Parameters, inputs, states and scalars by name.
  public var values: [String: DoubleArray]
  /// Class indices by name.
  public var indices: [String: [Int]]
  /// Chooses the random numbers, together with `step`.
  public var seed: UInt64
  /// Which step of a training this is: dropout masks differ from step to step.
  public var step: UInt64

  /// Values by name; nothing is fed by default.
  public init(
    values: [String: DoubleArray] = [:], indices: [String: [Int]] = [:], seed: UInt64 = 0,
    step: UInt64 = 0
  ) {
    self.values = values
    self.indices = indices
    self.seed = seed
    self.step = step
  }

  /// Feeds single-precision numbers.
  public mutating func feed(_ name: String, _ tensor: Tensor) {
    values[name] = DoubleArray(shape: tensor.shape, values: tensor.values.map(Double.init))
  }
}
