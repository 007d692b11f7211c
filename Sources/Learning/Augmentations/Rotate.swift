import Tensors

extension AugmentationDefinition {
  /// Images turned about their middle.
  static let rotate = AugmentationDefinition(
    declaration: Declaration(
      "rotate", .augmentation, "Turns images about their middle.",
      options: [
        OptionDeclaration(
          "degrees", "the largest angle, either way", .number(.between(0, 180)),
          default: .number(10), positional: true)
      ],
      formula: "x at R(−a)·(i, j) from the middle, a uniform in [−degrees, degrees]",
      discussion: beyondTheFrame),
    rows: .images,
    effect: .geometric { options, _, generator in
      .turned(degrees: generator.uniform(upTo: options.number("degrees")))
    })
}
