import Tensors

/// How the weights of a layer are drawn before training.
///
/// `in` and `out` are the numbers of inputs and outputs of the layer; biases start at 0.
public enum Initialization: String, Sendable, CaseIterable {
  /// Uniform within ±√(6 / (in + out)): keeps the variance through linear and S-shaped layers
  /// (Glorot and Bengio 2010).
  case glorot
  /// Normal with the variance 2 / (in + out).
  case glorotNormal = "glorot_normal"
  /// Uniform within ±√(6 / in): keeps the variance through a relu (He et al. 2015).
  case he
  /// Normal with the variance 2 / in.
  case heNormal = "he_normal"
  /// Uniform within ±√(3 / in): what selu needs to normalise itself (LeCun et al. 1998).
  case lecun
  /// Uniform within ±1 / √in, as torch.nn.Linear draws its weights.
  case pytorch
  /// All zero.
  case zeros
  /// All one, as a factor that is learned begins.
  case ones
  /// Normal with the variance 1, as torch.nn.Embedding draws its rows.
  case standardNormal = "standard_normal"
  /// As above, but for a first row of zeros: that of the padding.
  case normalAfterFirst = "normal_after_first"

  /// The ways to draw a weight matrix: of ones, all outputs would stay alike for good, and tables
  /// are another matter.
  static let ofWeights = allCases.filter {
    ![.ones, .standardNormal, .normalAfterFirst].contains($0)
  }

  /// Draws an array.
  func draw(
    _ shape: Shape, inputs: Int, outputs: Int, from generator: inout RandomGenerator
  ) -> Tensor {
    let fanIn = Double(max(1, inputs))
    let fanSum = Double(max(1, inputs + outputs))
    return switch self {
    case .glorot: uniform(shape, within: (6 / fanSum).squareRoot(), &generator)
    case .glorotNormal: normal(shape, deviation: (2 / fanSum).squareRoot(), &generator)
    case .he: uniform(shape, within: (6 / fanIn).squareRoot(), &generator)
    case .heNormal: normal(shape, deviation: (2 / fanIn).squareRoot(), &generator)
    case .lecun: uniform(shape, within: (3 / fanIn).squareRoot(), &generator)
    case .pytorch: uniform(shape, within: (1 / fanIn).squareRoot(), &generator)
    case .zeros: Tensor(zeros: shape)
    case .ones: Tensor(shape: shape, values: [Float](repeating: 1, count: shape.count))
    case .standardNormal: normal(shape, deviation: 1, &generator)
    case .normalAfterFirst: drawnAfterFirst(shape, &generator)
    }
  }
}

private func uniform(
  _ shape: Shape, within bound: Double, _ generator: inout RandomGenerator
) -> Tensor {
  Tensor(
    shape: shape,
    values: (0..<shape.count).map { _ in Float((2 * generator.uniform() - 1) * bound) })
}

private func normal(
  _ shape: Shape, deviation: Double, _ generator: inout RandomGenerator
) -> Tensor {
  Tensor(
    shape: shape, values: (0..<shape.count).map { _ in Float(generator.normal() * deviation) })
}

private func drawnAfterFirst(_ shape: Shape, _ generator: inout RandomGenerator) -> Tensor {
  let width = shape.dimensions.dropFirst().reduce(1, *)
  let drawn = normal(shape, deviation: 1, &generator).values
  return Tensor(
    shape: shape, values: drawn.enumerated().map { $0.offset < width ? 0 : $0.element })
}
