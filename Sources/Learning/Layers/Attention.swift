import Graphs
import Tensors

/// What self-attention learns, as torch.nn.MultiheadAttention keeps it.
public struct AttentionWeights: Sendable {
  /// Of queries, keys and values one below the other, [3 E, E].
  public let input: Expression
  /// As above, [3 E].
  public let inputBias: Expression
  /// Of the heads' results side by side, [E, E].
  public let output: Expression
  /// As above, [E].
  public let outputBias: Expression

  /// Weights and biases of the two projections.
  public init(
    input: Expression, inputBias: Expression, output: Expression, outputBias: Expression
  ) {
    self.input = input
    self.inputBias = inputBias
    self.output = output
    self.outputBias = outputBias
  }
}

/// Which times a time may look at.
public struct AttentionMask: Sendable {
  /// Whether times see none after themselves.
  public var causal: Bool
  /// How many times of each row count, [n]; all when nil.
  public var lengths: Expression?

  /// A mask.
  public init(causal: Bool = false, lengths: Expression? = nil) {
    self.causal = causal
    self.lengths = lengths
  }
}

/// A share of numbers to drop, and which random numbers choose them.
struct DropoutChoice {
  let rate: Double
  let stream: UInt32

  /// The choice for another place of the same layer.
  func other(_ place: UInt32) -> DropoutChoice {
    DropoutChoice(rate: rate, stream: stream &+ place << 24)
  }

  func apply(to x: Expression) throws -> Expression {
    rate > 0 ? try dropout(x, rate: rate, stream: stream) : x
  }
}

/// Multi-head self-attention over the times of [n, T, E].
///
///     concatᵢ(softmax(Qᵢ Kᵢᵀ / √d) Vᵢ) · W + b
///
/// Each of the h heads looks at d = E / h numbers of queries, keys and values. Weights of times that a
/// mask hides are 0; where it hides all of them, those of a row are alike.
func selfAttention(
  _ x: Expression, weights: AttentionWeights, heads: Int, mask: AttentionMask,
  dropout: DropoutChoice? = nil
) throws -> Expression {
  let (rows, times, units) = (x.shape[0], x.shape[1], x.shape[2])
  let width = units / heads
  let flat = try reshape(x, to: [rows * times, units])
  func split(_ number: Int) throws -> Expression {
    let projected = try dense(
      flat, weight: part(weights.input, first: number * units, count: units),
      bias: part(weights.inputBias, first: number * units, count: units))
    let apart = try permute(
      reshape(projected, to: [rows, times, heads, width]), axes: [0, 2, 1, 3])
    return try reshape(apart, to: [rows * heads, times, width])
  }
  let scores = try batchedMatmul(split(0), split(1), transposeB: true) / Double(width).squareRoot()
  let shares = try softmax(mask.hiding(scores, heads: heads))
  let kept = try dropout?.apply(to: shares) ?? shares
  let mixed = try reshape(
    batchedMatmul(kept, split(2)), to: [rows, heads, times, width])
  let joined = try reshape(permute(mixed, axes: [0, 2, 1, 3]), to: flat.shape)
  let result = try dense(joined, weight: weights.output, bias: weights.outputBias)
  return try reshape(result, to: x.shape)
}

extension AttentionMask {
  /// Added to the scores of hidden times: after softmax nothing is left of them, and a row with no
  /// others stays finite, which infinity would not.
  private static let hidden = -1e9

  /// The scores [n · heads, T, T] with those of hidden times out of reach.
  fileprivate func hiding(_ scores: Expression, heads: Int) throws -> Expression {
    let (matrices, times) = (scores.shape[0], scores.shape[1])
    var scores = scores
    if causal {
      let table = (0..<times * times).map { $0 % times > $0 / times ? Self.hidden : 0 }
      let each = try Expression.constant(values: table, shape: [times * times])
      // One row for each matrix: the table is then read in place.
      let flat = try reshape(scores, to: [matrices, times * times])
      scores = try reshape(flat + repeated(each, axis: 0, count: matrices), to: scores.shape)
    }
    guard let lengths else { return scores }
    let rows = lengths.shape[0]
    let places = try Expression.constant(values: (0..<times).map(Double.init), shape: [times])
    let isPadding = try greaterOrEqual(
      repeated(places, axis: 0, count: rows), repeated(lengths, axis: 1, count: times))
    let penalty = try repeated(Self.hidden * isPadding, axis: 1, count: heads * times)
    return try scores + reshape(penalty, to: scores.shape)
  }
}

/// Sequences of more times would take more memory than there is for each row.
private let mostTimes = 4096

extension LayerDefinition {
  /// The options of attention.
  static let attentionOptions = [
    OptionDeclaration(
      "causal", "whether each time sees only itself and those before it", .flag,
      default: .flag(false)),
    OptionDeclaration(
      "dropout", "the share dropped in training", .number(.from(0, below: 1)),
      default: .number(0)),
  ]

  /// The option that says how many heads there are.
  static let headsOption = OptionDeclaration(
    "heads", "how many times attention looks, each at its share of the channels",
    .integer(1...1024), positional: true)

  /// Refuses rows whose channels the heads cannot share.
  static func attentionShape(_ name: String, _ options: Options, _ input: Shape) throws -> Shape {
    guard input.rank == 2 else {
      throw LearningError.layerRows(
        name, needs: "of times and channels", found: input,
        mend: "put reshape([10, -1]) before it to make ten times of each row")
    }
    let heads = options.integer("heads")
    guard input[1] > 0, input[1] % heads == 0 else {
      throw LearningError.layerRows(
        name, needs: "of a multiple of \(heads) channels", found: input,
        mend: "dense(\((input[1] / heads + 1) * heads)) before it, or another number of heads")
    }
    guard input[0] <= mostTimes else {
      throw LearningError.layerRows(
        name, needs: "of at most \(mostTimes) times", found: input, mend: "shorter sequences")
    }
    return input
  }

  /// What attention over some channels learns.
  static func attentionParameters(_ channels: Int, prefix: String = "") -> [LayerParameter] {
    [
      LayerParameter(
        name: prefix + "in_proj_weight", shape: [3 * channels, channels], isWeight: true,
        initialization: .glorot, isTable: true),
      LayerParameter(
        name: prefix + "in_proj_bias", shape: [3 * channels], isWeight: false,
        initialization: .zeros),
      LayerParameter(
        name: prefix + "out_proj.weight", shape: [channels, channels], isWeight: true,
        initialization: .pytorch),
      LayerParameter(
        name: prefix + "out_proj.bias", shape: [channels], isWeight: false, initialization: .zeros),
    ]
  }

  /// Self-attention.
  static let selfAttention = LayerDefinition(
    Declaration(
      "self_attention", .layer, "Mixes the times of a sequence by what they hold.",
      options: [headsOption] + attentionOptions,
      formula: "concatᵢ(softmax(Qᵢ · Kᵢᵀ / √d) · Vᵢ) · Wᵀ + b, Q, K, V = x · W_inᵀ + b_in",
      discussion: """
        For rows [T, C] of T times with C channels, which the heads share evenly. Times that do not \
        count, where rows have lengths, are seen by none. Dropout acts on the shares of attention. \
        Weights are named as PyTorch's: in_proj_weight, in_proj_bias, out_proj.weight, out_proj.bias.
        """,
      reference: "Vaswani et al. 2017; PyTorch MultiheadAttention with batch_first"),
    outputShape: { try attentionShape("self_attention", $0, $1) },
    parameters: { _, input in attentionParameters(input.dimensions.last ?? 1) },
    formula: { inputs in
      try Learning.selfAttention(
        inputs.x, weights: inputs.attentionWeights(), heads: inputs.options.integer("heads"),
        mask: inputs.attentionMask, dropout: inputs.dropoutChoice)
    })
}

extension LayerInputs {
  func attentionWeights(prefix: String = "") throws -> AttentionWeights {
    AttentionWeights(
      input: try parameter(prefix + "in_proj_weight"),
      inputBias: try parameter(prefix + "in_proj_bias"),
      output: try parameter(prefix + "out_proj.weight"),
      outputBias: try parameter(prefix + "out_proj.bias"))
  }

  var attentionMask: AttentionMask {
    AttentionMask(causal: options.flag("causal"), lengths: lengths)
  }

  /// What the option `dropout` asks for; nil outside of training.
  var dropoutChoice: DropoutChoice? {
    guard isTraining else { return nil }
    return DropoutChoice(rate: options.number("dropout"), stream: stream)
  }
}
