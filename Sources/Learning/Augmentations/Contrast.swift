import Tensors

extension AugmentationDefinition {
  /// Harder and softer images.
  static let contrast = AugmentationDefinition(
    declaration: Declaration(
      "contrast", .augmentation, "Makes images harder and softer about their mean.",
      options: [
        OptionDeclaration(
          "amount", "by which share, either way", .number(.between(0, 1)), default: .number(0.2),
          positional: true)
      ],
      formula: "m + f·(x − m), m the mean of the image, f uniform in [1 − amount, 1 + amount]",
      discussion: "The mean is that of all channels. Nothing is clipped."),
    rows: .images,
    effect: .numbers { options, _, generator, numbers in
      let factor = Float(1 + generator.uniform(upTo: options.number("amount")))
      let mean = Float(numbers.reduce(0) { $0 + Double($1) } / Double(max(1, numbers.count)))
      for position in numbers.indices {
        numbers[position] = mean + factor * (numbers[position] - mean)
      }
    })
}
