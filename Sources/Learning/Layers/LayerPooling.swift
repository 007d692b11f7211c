import Graphs
import Tensors

// What maxima and means over sliding windows have in common.

extension LayerDefinition {
  /// A pooling of sequences [T, C] or images [H, W, C].
  static func pooling(
    _ name: String, summary: String, formula: String, discussion: String, reference: String,
    pool:
      @escaping @Sendable (Expression, LayerWindows, _ lengths: Expression?) throws -> Expression
  ) -> LayerDefinition {
    LayerDefinition(
      Declaration(
        name, .layer, summary,
        options: [
          OptionDeclaration("size", "the size of the window", .lengthOfWindow, positional: true),
          OptionDeclaration(
            "stride", "from one window to the next; none is the size",
            .optional(.lengthOfWindow), default: OptionValue.none),
          OptionDeclaration(
            "padding",
            "places around the row that do not count: same, valid (none), or how many on "
              + "each side", .windowPadding, default: .text("valid")),
        ],
        formula: formula,
        discussion: discussion + " "
          + """
          For rows [T, C] of times and channels and [H, W, C] of images; size and stride are one \
          number or, for images, [height, width]. padding=valid drops the places that fill no \
          window, padding=same makes windows of what is left.
          """,
        reference: reference),
      checks: { options in
        try checkWindows(options)
        try checkPadding(options)
      },
      outputShape: pooledShape,
      outputLengths: { options, input, lengths in
        try LayerWindows(options, over: input, axes: input.rank - 1).outputLengths(lengths)
      },
      formula: { inputs in
        let row = Shape(Array(inputs.x.shape.dimensions.dropFirst()))
        let windows = LayerWindows(inputs.options, over: row, axes: row.rank - 1)
        // Windows that count see nothing beyond the length of their row unless it is padded.
        let lengths = windows.axes[0].after > 0 ? inputs.lengths : nil
        return try pool(inputs.x, windows, lengths)
      })
  }
}

extension LayerWindows {
  /// Slides `pool` over the rows of `x`.
  func slide(
    _ x: Expression,
    _ pool: (Expression, _ vertical: WindowAxis, _ horizontal: WindowAxis) throws -> Expression
  ) throws -> Expression {
    let pooled = try pool(
      Graphs.reshape(x, to: x.shape.asImages(axes: axes.count)), vertical, horizontal)
    return try Graphs.reshape(pooled, to: pooled.shape.asRows(axes: axes.count))
  }
}

/// Refuses padding that would leave a window without a place to see.
private func checkPadding(_ options: Options) throws {
  guard case .number(let padding) = options["padding"] else { return }
  let windows = LayerWindows(options, over: [1, 1], axes: 2)
  guard windows.axes.allSatisfy({ Double($0.size) > padding }) else {
    throw LearningError.optionsDisagree(
      "\(options)", reason: "a window would see nothing but padding",
      mend: "padding=\(max(0, (windows.axes.map(\.size).min() ?? 1) / 2))")
  }
}

@Sendable private func pooledShape(_ options: Options, _ input: Shape) throws -> Shape {
  let isPair = options.values.contains { if case .numbers = $0 { true } else { false } }
  guard input.rank == 3 || input.rank == 2 && !isPair else {
    throw LearningError.layerRows(
      "\(options)",
      needs: isPair ? "of height, width and channels" : "of places and channels", found: input,
      mend: input.rank == 2
        ? "one number: the places of these rows are times" : "put reshape([28, 28, 1]) before it")
  }
  let windows = LayerWindows(options, over: input, axes: input.rank - 1)
  guard let positions = windows.positions else {
    throw LearningError.layerRows(
      "\(options)", needs: "of at least \(windows.needed)", found: input,
      mend: "padding=same, or a smaller window")
  }
  return Shape(positions + [input[input.rank - 1]])
}
