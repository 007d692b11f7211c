import Graphs
import Tensors

/// A dense layer.
///
///     x · Wᵀ + b
///
/// where x is [n, in], W [out, in] and b [out]; the result is [n, out]. With further axes between,
/// such as the time of [n, T, in], every place along them is a row.
public func dense(
  _ x: Expression, weight: Expression, bias: Expression?
) throws -> Expression {
  guard x.shape.rank > 2, let columns = x.shape.dimensions.last, columns > 0 else {
    let product = try matmul(x, weight, transposeB: true)
    return try bias.map { try addBias(product, $0) } ?? product
  }
  let rows = try reshape(x, to: [x.shape.count / columns, columns])
  let result = try dense(rows, weight: weight, bias: bias)
  return try reshape(result, to: Shape(x.shape.dimensions.dropLast() + [weight.shape[0]]))
}

extension LayerDefinition {
  /// A dense layer.
  static let dense = LayerDefinition(
    Declaration(
      "dense", .layer, "Every output is a weighted sum of all inputs.",
      options: [
        OptionDeclaration(
          "units", "the number of outputs", .integer(1...16_777_216), positional: true),
        OptionDeclaration("bias", "whether each output has a bias", .flag, default: .flag(true)),
        OptionDeclaration(
          "init", "how the weights are drawn", .choice(initializationNames),
          default: .text("auto")),
      ],
      formula: "x · Wᵀ + b",
      discussion: """
        init=auto draws uniformly: he before relu and its relatives, lecun before selu, glorot \
        otherwise. Biases start at 0. Of rows with several axes the last one is summed over, place by \
        place along the others; flatten before it takes all of a row at once.
        """,
      reference: "PyTorch Linear; Glorot and Bengio 2010; He et al. 2015"),
    outputShape: { options, input in
      guard input.rank > 0 else { throw LearningError.rowsOfOneAxis("dense", found: input) }
      return Shape(input.dimensions.dropLast() + [options.integer("units")])
    },
    parameters: denseParameters,
    formula: { inputs in
      guard let weight = inputs.parameters["weight"] else {
        throw LearningError.missingWeights("weight")
      }
      return try Learning.dense(inputs.x, weight: weight, bias: inputs.parameters["bias"])
    })
}

/// What `init` of a layer with weights may be.
let initializationNames = ["auto"] + Initialization.ofWeights.map(\.rawValue)

@Sendable private func denseParameters(_ options: Options, _ input: Shape) -> [LayerParameter] {
  let units = options.integer("units")
  let weight = LayerParameter(
    name: "weight", shape: [units, input.dimensions.last ?? 1], isWeight: true,
    initialization: Initialization(rawValue: options.text("init")))
  let bias = LayerParameter(name: "bias", shape: [units], isWeight: false, initialization: .zeros)
  return options.flag("bias") ? [weight, bias] : [weight]
}
