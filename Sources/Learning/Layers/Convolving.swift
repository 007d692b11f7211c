import Graphs
import Tensors

// What convolutions over sequences and over images have in common.

/// The images or sequences of `x` seen through sliding windows, every place with the bias.
///
/// Places beyond the lengths of the rows are zeros, so that what they hold does not matter.
///
/// - Parameters:
///   - x: [n, T, C] or [n, H, W, C]; without C there is one channel.
///   - weight: [filters, C / groups, size] or [filters, C / groups, height, width].
private func convolve(
  _ x: Expression, lengths: Expression?, weight: Expression, bias: Expression?,
  windows: LayerWindows, groups: Int
) throws -> Expression {
  let axes = windows.axes.count
  let hasChannels = x.shape.rank > axes + 1
  let given = try hasChannels ? x : reshape(x, to: Shape(x.shape.dimensions + [1]))
  let counted = try lengths.map { try zeroed(given, beyond: $0) } ?? given
  let kernel = weight.shape.dimensions
  let sums = try convolution(
    reshape(counted, to: x.shape.asImages(axes: axes)),
    weight: reshape(weight, to: Shape(kernel.prefix(2) + kernel.dropFirst(2).paddedToTwo)),
    vertical: windows.vertical, horizontal: windows.horizontal, groups: groups)
  let result = try bias.map { try addBias(sums, $0) } ?? sums
  return try reshape(result, to: result.shape.asRows(axes: axes))
}

extension ArraySlice<Int> {
  /// The lengths of two axes, the first of them 1 where there is one.
  fileprivate var paddedToTwo: [Int] { count == 1 ? [1] + self : Array(self) }
}

extension Shape {
  /// A batch of rows with so many axes of places as [n, height, width, channels].
  func asImages(axes: Int) -> Shape {
    let row = dimensions.dropFirst()
    let channels = row.count > axes ? row[row.endIndex - 1] : 1
    return Shape([dimensions[0]] + row.prefix(axes).paddedToTwo + [channels])
  }

  /// A batch [n, height, width, channels] as one of rows with so many axes of places.
  func asRows(axes: Int) -> Shape {
    Shape([dimensions[0]] + dimensions.dropFirst(axes == 1 ? 2 : 1))
  }
}

extension LayerDefinition {
  /// A convolution over one axis of places or two.
  static func convolution(
    _ name: String, axes: Int, places: String, formula: String, discussion: String,
    reference: String
  ) -> LayerDefinition {
    let lengths = axes == 1 ? OptionKind.integer(1...longestWindow) : .lengthOfWindow
    return LayerDefinition(
      Declaration(
        name, .layer,
        "Every output is a weighted sum of what a sliding window sees of the \(places).",
        options: [
          OptionDeclaration(
            "filters", "the number of outputs at each place", .integer(1...16_777_216),
            positional: true),
          OptionDeclaration("size", "the size of the window", lengths, positional: true),
          OptionDeclaration(
            "stride", "from one window to the next", lengths, default: .number(1)),
          OptionDeclaration(
            "padding", "zeros around the row: same, valid (none), or how many on each side",
            .windowPadding, default: .text("same")),
          OptionDeclaration(
            "dilation", "from one place of a window to the next", lengths, default: .number(1)),
          OptionDeclaration(
            "groups", "into how many groups channels and filters are divided",
            .integer(1...16_777_216), default: .number(1)),
          OptionDeclaration("bias", "whether each filter has a bias", .flag, default: .flag(true)),
          OptionDeclaration(
            "init", "how the weights are drawn", .choice(initializationNames),
            default: .text("auto")),
        ],
        formula: formula, discussion: discussion, reference: reference),
      checks: { options in
        try checkWindows(options)
        let (filters, groups) = (options.integer("filters"), options.integer("groups"))
        guard filters.isMultiple(of: groups) else {
          throw LearningError.optionsDisagree(
            "\(options)",
            reason: "\(filters) filters do not fall into \(groups) groups of one size",
            mend: "a number of filters that \(groups) divides")
        }
      },
      outputShape: { options, input in
        try convolvedShape(options, input, axes: axes, places: places)
      },
      parameters: { convolutionParameters($0, $1, axes: axes) },
      outputLengths: { options, input, lengths in
        try LayerWindows(options, over: input, axes: axes).outputLengths(lengths)
      },
      formula: { inputs in
        let row = Shape(Array(inputs.x.shape.dimensions.dropFirst()))
        return try convolve(
          inputs.x, lengths: inputs.lengths, weight: inputs.parameter("weight"),
          bias: inputs.parameters["bias"],
          windows: LayerWindows(inputs.options, over: row, axes: axes),
          groups: inputs.options.integer("groups"))
      })
  }
}

/// The shape of an output row: so many windows along each axis, and the filters.
private func convolvedShape(
  _ options: Options, _ input: Shape, axes: Int, places: String
) throws -> Shape {
  guard input.rank == axes || input.rank == axes + 1 else {
    throw LearningError.layerRows(
      "\(options)", needs: "of \(places), with or without channels", found: input,
      mend: axes == 1
        ? "conv2d for images, or flatten before it" : "put reshape([28, 28]) before it")
  }
  let channels = input.channels(axes: axes)
  let groups = options.integer("groups")
  guard channels.isMultiple(of: groups), channels > 0 else {
    throw LearningError.layerRows(
      "\(options)", needs: "of a multiple of \(groups) channels", found: input, mend: "groups=1")
  }
  let windows = LayerWindows(options, over: input, axes: axes)
  guard let positions = windows.positions else {
    throw LearningError.layerRows(
      "\(options)", needs: "of at least \(windows.needed)", found: input,
      mend: "padding=same, or a smaller window")
  }
  return Shape(positions + [options.integer("filters")])
}

extension Shape {
  /// The channels of a row with so many axes of places.
  fileprivate func channels(axes: Int) -> Int { rank > axes ? self[axes] : 1 }
}

private func convolutionParameters(
  _ options: Options, _ input: Shape, axes: Int
) -> [LayerParameter] {
  let filters = options.integer("filters")
  let seen = input.channels(axes: axes) / options.integer("groups")
  let weight = LayerParameter(
    name: "weight",
    shape: Shape(
      [filters, seen] + LayerWindows(options, over: input, axes: axes).axes.map(\.size)),
    isWeight: true, initialization: Initialization(rawValue: options.text("init")))
  let bias = LayerParameter(
    name: "bias", shape: [filters], isWeight: false, initialization: .zeros)
  return options.flag("bias") ? [weight, bias] : [weight]
}
