import Tensors

extension AugmentationDefinition {
  /// Brighter and darker images.
  static let brightness = AugmentationDefinition(
    declaration: Declaration(
      "brightness", .augmentation, "Makes images brighter and darker.",
      options: [
        OptionDeclaration(
          "amount", "by which share, either way", .number(.between(0, 1)), default: .number(0.2),
          positional: true)
      ],
      formula: "f·x, f uniform in [1 − amount, 1 + amount]",
      discussion: """
        As torchvision's ColorJitter, but nothing is clipped. Numbers around 0, as `scale standard` \
        makes them, change in contrast rather than brightness.
        """),
    rows: .images,
    effect: .numbers { options, _, generator, numbers in
      let factor = Float(1 + generator.uniform(upTo: options.number("amount")))
      for position in numbers.indices { numbers[position] *= factor }
    })
}
