import Graphs
import Tensors

/// The last axis of every place brought to the mean 0 and the variance 1.
///
///     (x − mean) / √(variance + ε)
///
/// The variance divides by the length of the axis, as PyTorch's does. It is taken of the distances
/// from the mean: the mean of squares less the square of the mean would lose its digits.
public func layerNorm(_ x: Expression, eps: Double) throws -> Expression {
  let columns = x.shape.dimensions.last ?? 1
  let rows = try reshape(x, to: [x.shape.dimensions.dropLast().reduce(1, *), columns])
  let centred = try rows - repeated(mean(rows, axis: -1), axis: 1, count: columns)
  let scale = try 1 / sqrt(mean(square(centred), axis: -1) + eps)
  return try reshape(centred * repeated(scale, axis: 1, count: columns), to: x.shape)
}

extension LayerDefinition {
  /// Layer normalisation.
  static let layerNorm = LayerDefinition(
    Declaration(
      "layer_norm", .layer, "Brings the last axis of each row to the mean 0 and the variance 1.",
      options: [
        OptionDeclaration(
          "eps", "what is added to the variance, so that equal numbers do not divide by 0",
          .number(.atLeast(1e-12)), default: .number(1e-5)),
        OptionDeclaration(
          "affine", "whether each place of the axis learns a weight and a bias", .flag,
          default: .flag(true)),
      ],
      formula: "(x − mean(x)) / √(var(x) + ε) · w + b",
      discussion: """
        The weights start at 1 and the biases at 0; penalties count neither. The variance divides by \
        the length of the axis. Of rows with several axes each place along the others is normalised \
        by itself: model dense(32) -> layer_norm -> relu -> dense(3).
        """,
      reference: "Ba et al. 2016; PyTorch LayerNorm over the last axis"),
    outputShape: { _, input in
      guard input.rank > 0 else {
        throw LearningError.layerRows(
          "layer_norm", needs: "of one axis or more", found: input, mend: "reshape([1]) before it")
      }
      return input
    },
    parameters: { options, input in
      guard options.flag("affine") else { return [] }
      let shape: Shape = [input.dimensions.last ?? 1]
      return [
        LayerParameter(name: "weight", shape: shape, isWeight: false, initialization: .ones),
        LayerParameter(name: "bias", shape: shape, isWeight: false, initialization: .zeros),
      ]
    },
    formula: { inputs in
      let normal = try Learning.layerNorm(inputs.x, eps: inputs.options.number("eps"))
      guard inputs.options.flag("affine") else { return normal }
      guard let weight = inputs.parameters["weight"], let bias = inputs.parameters["bias"] else {
        throw LearningError.missingWeights("weight")
      }
      return try addBias(normal * broadcast(weight, to: normal.shape), bias)
    })
}
