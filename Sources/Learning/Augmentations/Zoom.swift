import Tensors

extension AugmentationDefinition {
  /// Images enlarged and made smaller.
  static let zoom = AugmentationDefinition(
    declaration: Declaration(
      "zoom", .augmentation, "Enlarges images and makes them smaller, about their middle.",
      options: [
        OptionDeclaration(
          "amount", "by which share, either way", .number(.from(0, below: 1)),
          default: .number(0.1), positional: true)
      ],
      formula: "x at (i, j)/z from the middle, z uniform in [1 − amount, 1 + amount]",
      discussion: beyondTheFrame),
    rows: .images,
    effect: .geometric { options, _, generator in
      let factor = 1 + generator.uniform(upTo: options.number("amount"))
      return .enlarged(x: factor, y: factor)
    })
}
