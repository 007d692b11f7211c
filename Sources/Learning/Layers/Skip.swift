import Graphs
import Tensors

extension LayerDefinition {
  /// Layers with a way around them.
  static let skip = LayerDefinition(
    Declaration(
      "skip", .layer, "Adds what some layers make of their input to the input itself.",
      options: [
        OptionDeclaration(
          "layers", "the layers to go around, which give back the shape they take", .network,
          positional: true)
      ],
      formula: "x + layers(x)",
      discussion: """
        A residual connection: the layers learn what to add. model dense(16) -> skip(dense(16) -> \
        relu) -> dense(3). Layers inside are named by their place, as 1.0.weight.
        """,
      reference: "He et al. 2016"),
    outputShape: { options, input in
      let inner = try options.network("layers").resolve(input: input)
      guard inner.outputShape == input else {
        throw LearningError.skippedShape(
          "\(inner.specification)", input: input, output: inner.outputShape)
      }
      return input
    },
    parameters: { options, input in
      let inner = try? options.network("layers").resolve(input: input)
      return inner?.parameters.map(LayerParameter.init(inside:)) ?? []
    },
    outputLengths: { options, input, lengths in
      try options.network("layers").resolve(input: input).outputLengths(lengths)
    },
    formula: { inputs in
      let inner = try inputs.inner("layers")
      return try inner.layerOutputs.last.map { try inputs.x + $0 } ?? inputs.x
    },
    updates: { inputs in
      Dictionary(
        uniqueKeysWithValues: try inputs.inner("layers").updates.map { ($0.name, $0.value) })
    })
}

extension LayerInputs {
  /// The graph of the layers inside a layer, over the layer's own input.
  func inner(_ option: String) throws -> NetworkGraph {
    let row = Shape(Array(x.shape.dimensions.dropFirst()))
    return try options.network(option).resolve(input: row)
      .graph(
        of: x, parameters: parameters, lengths: lengths, isTraining: isTraining, within: stream)
  }
}

extension LayerParameter {
  /// A parameter of a layer inside a layer, which keeps the name it has there: `0.weight`.
  init(inside parameter: NetworkParameter) {
    self.init(
      name: parameter.name, shape: parameter.shape, isWeight: parameter.isWeight,
      initialization: parameter.initialization, isTrained: parameter.isTrained,
      isTable: parameter.isTable,
      fanIn: parameter.fanIn)
  }
}
