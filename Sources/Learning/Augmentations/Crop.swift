import Tensors

extension AugmentationDefinition {
  /// Images framed by zeros and cut out anew.
  static let crop = AugmentationDefinition(
    declaration: Declaration(
      "crop", .augmentation, "Puts zeros around images and cuts their size out of that anywhere.",
      options: [
        OptionDeclaration(
          "padding", "the pixels put around", .integer(atLeast: 1), default: .number(2),
          positional: true)
      ],
      formula: "x[i − u, j − v], u and v whole and uniform in {−padding, …, padding}",
      discussion: "Moves by whole pixels: alone, or with flip, it interpolates nothing. "
        + beyondTheFrame,
      reference: "He et al. 2016, Deep Residual Learning for Image Recognition"),
    rows: .images,
    effect: .geometric { options, _, generator in
      let padding = options.integer("padding")
      return .shifted(
        right: Double(generator.integer(below: 2 * padding + 1) - padding),
        down: Double(generator.integer(below: 2 * padding + 1) - padding))
    }, extent: ("padding", .side))
}
