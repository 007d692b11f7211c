import Tensors

extension AugmentationDefinition {
  /// Normal noise.
  static let noise = AugmentationDefinition(
    declaration: Declaration(
      "noise", .augmentation, "Adds normal noise to every number of a row.",
      options: [
        OptionDeclaration(
          "deviation", "its standard deviation, in units of the scaled data",
          .number(.between(0, 1e6)), default: .number(0.05), positional: true)
      ],
      formula: "x + deviation·n, n normal with mean 0 and deviation 1",
      discussion: "For rows of any shape.",
      reference: "Bishop 1995, Training with Noise is Equivalent to Tikhonov Regularization"),
    rows: .any,
    effect: .numbers { options, _, generator, numbers in
      addNormalNoise(
        to: numbers, deviation: Float(options.number("deviation")), seed: generator.next())
    })
}
