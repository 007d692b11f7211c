import Tensors

extension AugmentationDefinition {
  /// Mirror images.
  static let flip = AugmentationDefinition(
    declaration: Declaration(
      "flip", .augmentation, "Mirrors every other image, left to right or upside down.",
      options: [
        OptionDeclaration(
          "horizontal", "whether left and right change places", .flag, default: .flag(true)),
        OptionDeclaration(
          "vertical", "whether top and bottom change places", .flag, default: .flag(false)),
      ],
      formula: "x[i, W − 1 − j] with probability 1/2; vertically x[H − 1 − i, j]",
      discussion: "Not for what a mirror changes: digits, letters, scenes with an up and a down."),
    rows: .images,
    effect: .geometric { options, _, generator in
      let (horizontal, vertical) = (generator.uniform() < 0.5, generator.uniform() < 0.5)
      return .enlarged(
        x: horizontal && options.flag("horizontal") ? -1 : 1,
        y: vertical && options.flag("vertical") ? -1 : 1)
    },
    contradiction: { options in
      options.flag("horizontal") || options.flag("vertical")
        ? nil : ("there is nothing left to mirror", "flip(horizontal=false, vertical=true)")
    })
}
