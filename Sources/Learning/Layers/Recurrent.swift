import Graphs
import Tensors

/// What one direction of a recurrent layer learns, in PyTorch's shapes: [G · H, in], [G · H, H] and
/// twice [G · H] for H units of G gates.
public struct RecurrentParameters: Sendable {
  let inputWeight: Expression
  let hiddenWeight: Expression
  let inputBias: Expression
  let hiddenBias: Expression

  /// One direction's parameters.
  public init(
    inputWeight: Expression, hiddenWeight: Expression, inputBias: Expression, hiddenBias: Expression
  ) {
    self.inputWeight = inputWeight
    self.hiddenWeight = hiddenWeight
    self.inputBias = inputBias
    self.hiddenBias = hiddenBias
  }

  /// The gates' share of the input, all frames by one product, and what is left for each frame.
  ///
  /// A bias inside the cell cannot be added beforehand; the others are one.
  fileprivate func direction(_ cell: RecurrentCell, _ x: Expression) throws -> RecurrentDirection {
    let isInside = cell == .gru
    let bias = isInside ? inputBias : try inputBias + hiddenBias
    return RecurrentDirection(
      gates: try dense(x, weight: inputWeight, bias: bias), weight: hiddenWeight,
      bias: isInside ? hiddenBias : nil)
  }
}

/// A recurrent layer over sequences [n, T, C]: its states [n, T, H], or with `returnsLast` the last,
/// [n, H]; with a second direction from the last frame to the first, [..., 2 · H].
///
/// Of each row the first `lengths` frames count, [n], all when nil; states beyond are 0.
public func recurrent(
  _ cell: RecurrentCell, _ x: Expression, forward: RecurrentParameters,
  backward: RecurrentParameters? = nil, lengths: Expression? = nil, returnsLast: Bool = false
) throws -> Expression {
  try recurrence(
    cell, forward: forward.direction(cell, x), backward: backward?.direction(cell, x),
    lengths: lengths, returnsLast: returnsLast)
}

extension LayerDefinition {
  /// Long short-term memory.
  static let lstm = recurrent(
    "lstm", .lstm, "Reads a sequence with a memory that gates write, keep and show.",
    formula: "c' = σ(f) · c + σ(i) · tanh(g), h' = σ(o) · tanh(c')",
    discussion: """
      The gates i, f, g and o are W x + b + U h + b' for the frame x and the state h before it; h and c \
      start at 0.
      """,
    reference: "Hochreiter and Schmidhuber 1997; Gers et al. 2000; PyTorch LSTM")

  /// The gated recurrent unit.
  static let gru = recurrent(
    "gru", .gru, "Reads a sequence with a state that gates reset and update.",
    formula: "n = tanh(W x + b + σ(r) · (U h + b')), h' = (1 − σ(z)) · n + σ(z) · h",
    discussion: """
      The gates r and z are W x + b + U h + b' for the frame x and the state h before it, which starts \
      at 0. A quarter fewer parameters than lstm.
      """,
    reference: "Cho et al. 2014; PyTorch GRU, whose reset gate stands after the product")

  /// The plain recurrent layer.
  static let rnn = recurrent(
    "rnn", .tanh, "Reads a sequence with a state that sees each frame and itself.",
    formula: "h' = tanh(W x + b + U h + b')",
    discussion: "The state h starts at 0. lstm and gru remember over more frames.",
    reference: "Elman 1990; PyTorch RNN")

  private static func recurrent(
    _ name: String, _ cell: RecurrentCell, _ summary: String, formula: String, discussion: String,
    reference: String
  ) -> LayerDefinition {
    LayerDefinition(
      Declaration(
        name, .layer, summary,
        options: [
          OptionDeclaration(
            "units", "the numbers of the state", .integer(1...65_536), positional: true),
          OptionDeclaration(
            "bidirectional", "whether a second state reads from the last frame to the first", .flag,
            default: .flag(false)),
          OptionDeclaration(
            "return", "the states of all frames, or the one after the last",
            .choice(["sequence", "last"]), default: .text("sequence")),
        ],
        formula: formula,
        discussion: discussion + """
           For rows [T, C] of T frames with C numbers each: [T, C] becomes [T, units], with \
          return=last [units], and twice as many with bidirectional, the first direction first. \
          Where rows have lengths, states beyond are 0 and the last frame is the last that counts. \
          Parameters have PyTorch's names, shapes and first values: weight_ih_l0, weight_hh_l0, \
          bias_ih_l0, bias_hh_l0, and with _reverse those of the second direction.
          """,
        reference: reference),
      outputShape: { try recurrentShape(name, $0, $1) },
      parameters: { recurrentParameters(cell, $0, $1) },
      outputLengths: { options, _, lengths in
        options.text("return") == "last" ? nil : lengths
      },
      formula: { inputs in
        try Learning.recurrent(
          cell, inputs.x, forward: inputs.recurrent(""),
          backward: inputs.options.flag("bidirectional") ? inputs.recurrent("_reverse") : nil,
          lengths: inputs.lengths, returnsLast: inputs.options.text("return") == "last")
      })
  }
}

extension LayerInputs {
  fileprivate func recurrent(_ suffix: String) throws -> RecurrentParameters {
    func named(_ name: String) throws -> Expression {
      guard let found = parameters[name + suffix] else {
        throw LearningError.missingWeights(name + suffix)
      }
      return found
    }
    return RecurrentParameters(
      inputWeight: try named("weight_ih_l0"), hiddenWeight: try named("weight_hh_l0"),
      inputBias: try named("bias_ih_l0"), hiddenBias: try named("bias_hh_l0"))
  }
}

private func recurrentShape(_ name: String, _ options: Options, _ input: Shape) throws -> Shape {
  guard input.rank == 2 else {
    throw LearningError.layerRows(
      name, needs: "of frames and channels", found: input,
      mend: "put reshape([10, -1]) before it to make ten frames of each row")
  }
  let width = options.integer("units") * (options.flag("bidirectional") ? 2 : 1)
  return options.text("return") == "last" ? [width] : [input[0], width]
}

private func recurrentParameters(
  _ cell: RecurrentCell, _ options: Options, _ input: Shape
) -> [LayerParameter] {
  let units = options.integer("units")
  let width = cell.gates * units
  return (options.flag("bidirectional") ? ["", "_reverse"] : [""]).flatMap { suffix in
    func parameter(_ name: String, _ shape: Shape) -> LayerParameter {
      LayerParameter(
        name: name + suffix, shape: shape, isWeight: shape.rank == 2, initialization: .pytorch,
        fanIn: units)
    }
    return [
      parameter("weight_ih_l0", [width, input[1]]), parameter("weight_hh_l0", [width, units]),
      parameter("bias_ih_l0", [width]), parameter("bias_hh_l0", [width]),
    ]
  }
}
