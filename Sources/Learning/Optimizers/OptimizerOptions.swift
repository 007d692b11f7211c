extension OptionDeclaration {
  static func learningRate(_ value: Double) -> OptionDeclaration {
    OptionDeclaration(
      "lr", "the learning rate, the length of a step", .number(.above(0)), default: .number(value),
      positional: true)
  }

  static func weightDecay(_ value: Double, _ summary: String) -> OptionDeclaration {
    OptionDeclaration("weight_decay", summary, .number(.atLeast(0)), default: .number(value))
  }

  static let gradientDecay = OptionDeclaration.weightDecay(
    0, "the factor of the weights, biases too, added to their gradient")

  static let decoupledDecay = OptionDeclaration(
    "decoupled_weight_decay", "whether weight_decay shrinks the weights themselves, as in adamw",
    .flag, default: .flag(false))

  static let momentum = OptionDeclaration(
    "momentum", "the share of the last step kept in the next", .number(.from(0, below: 1)),
    default: .number(0))

  static let epsilon = OptionDeclaration(
    "eps", "a small number that keeps divisors from 0", .number(.above(0)), default: .number(1e-8))
}
