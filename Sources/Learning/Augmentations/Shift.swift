import Tensors

extension AugmentationDefinition {
  /// Images moved by a part of their size.
  static let shift = AugmentationDefinition(
    declaration: Declaration(
      "shift", .augmentation, "Moves images sideways, up and down.",
      options: [
        OptionDeclaration(
          "amount", "the largest move, as a share of width and height", .number(.between(0, 1)),
          default: .number(0.1), positional: true)
      ],
      formula: "x[i − u·H, j − v·W], u and v uniform in [−amount, amount]",
      discussion: beyondTheFrame),
    rows: .images,
    effect: .geometric { options, layout, generator in
      let amount = options.number("amount")
      return .shifted(
        right: generator.uniform(upTo: amount) * Double(layout.width),
        down: generator.uniform(upTo: amount) * Double(layout.height))
    })

  /// What stands in for pixels an image does not have.
  static let beyondTheFrame = """
    Pixels from beyond the frame are 0, after scaling: the background where `scale` leaves that at \
    0, such as `divide=` or `minmax`. All augmentations that move pixels are done as one map with \
    one bilinear interpolation, in the order given and before those that change numbers.
    """
}

extension RandomGenerator {
  /// A number uniform in [−limit, limit).
  mutating func uniform(upTo limit: Double) -> Double { (2 * uniform() - 1) * limit }
}
