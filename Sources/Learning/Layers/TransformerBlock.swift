import Graphs
import Tensors

extension LayerDefinition {
  /// A transformer block.
  static let transformerBlock = LayerDefinition(
    Declaration(
      "transformer_block", .layer, "Self-attention and two dense layers, each added to its input.",
      options: [
        headsOption,
        OptionDeclaration(
          "hidden", "the units between the two dense layers", .integer(1...16_777_216),
          positional: true),
      ] + attentionOptions + [
        OptionDeclaration(
          "norm", "whether layers are normalised before they are applied or after they are added",
          .choice(["pre", "post"]), default: .text("post")),
        OptionDeclaration(
          "activation", "what follows the first dense layer", .choice(["relu", "gelu"]),
          default: .text("relu")),
      ],
      formula: "post: y = n₁(x + a(x)), n₂(y + f(y)); pre: y = x + a(n₁(x)), y + f(n₂(y))",
      discussion: """
        For rows [T, C] of T times with C channels, which the heads share evenly: a is \
        self_attention(heads), f is dense(hidden) -> relu -> dense(C), n is layer_norm. Dropout acts on \
        the shares of attention, behind the activation, and on a and f before they are added. norm=pre \
        trains more steadily when blocks are many. Weights are named as PyTorch's.
        """,
      reference: "Vaswani et al. 2017; PyTorch TransformerEncoderLayer with batch_first"),
    outputShape: { try attentionShape("transformer_block", $0, $1) },
    parameters: blockParameters,
    formula: { inputs in
      func attend(_ x: Expression) throws -> Expression {
        try Learning.selfAttention(
          x, weights: inputs.attentionWeights(prefix: "self_attn."),
          heads: inputs.options.integer("heads"), mask: inputs.attentionMask,
          dropout: inputs.dropoutChoice)
      }
      guard inputs.options.text("norm") == "pre" else {
        let x = try inputs.normalised(
          inputs.x + inputs.dropped(attend(inputs.x), place: 1), "norm1")
        return try inputs.normalised(x + inputs.dropped(inputs.forward(x), place: 2), "norm2")
      }
      let attended = try attend(inputs.normalised(inputs.x, "norm1"))
      let x = try inputs.x + inputs.dropped(attended, place: 1)
      let forward = try inputs.forward(inputs.normalised(x, "norm2"))
      return try x + inputs.dropped(forward, place: 2)
    })
}

@Sendable private func blockParameters(_ options: Options, _ input: Shape) -> [LayerParameter] {
  let (channels, hidden) = (input.dimensions.last ?? 1, options.integer("hidden"))
  func dense(_ name: String, _ outputs: Int, _ inputs: Int) -> [LayerParameter] {
    [
      LayerParameter(
        name: name + ".weight", shape: [outputs, inputs], isWeight: true,
        initialization: .pytorch),
      LayerParameter(
        name: name + ".bias", shape: [outputs], isWeight: false, initialization: .zeros),
    ]
  }
  func norm(_ name: String) -> [LayerParameter] {
    [
      LayerParameter(
        name: name + ".weight", shape: [channels], isWeight: false, initialization: .ones),
      LayerParameter(
        name: name + ".bias", shape: [channels], isWeight: false, initialization: .zeros),
    ]
  }
  return LayerDefinition.attentionParameters(channels, prefix: "self_attn.")
    + dense("linear1", hidden, channels) + dense("linear2", channels, hidden) + norm("norm1")
    + norm("norm2")
}

extension LayerInputs {
  /// A layer normalisation with the weights of this name.
  fileprivate func normalised(_ x: Expression, _ name: String) throws -> Expression {
    let normal = try layerNorm(x, eps: 1e-5)
    return try addBias(
      normal * broadcast(parameter(name + ".weight"), to: normal.shape),
      parameter(name + ".bias"))
  }

  /// The two dense layers.
  fileprivate func forward(_ x: Expression) throws -> Expression {
    let inner = try dense(
      x, weight: parameter("linear1.weight"), bias: parameter("linear1.bias"))
    let active = try options.text("activation") == "gelu" ? gelu(inner) : relu(inner)
    return try dense(
      dropped(active, place: 3), weight: parameter("linear2.weight"),
      bias: parameter("linear2.bias"))
  }

  /// Dropout at one of the places of the block, in training.
  fileprivate func dropped(_ x: Expression, place: UInt32) throws -> Expression {
    try dropoutChoice?.other(place).apply(to: x) ?? x
  }
}
