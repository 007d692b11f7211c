extension OptionDeclaration {
  /// How long a schedule lasts, its first option.
  static let scheduleSteps = OptionDeclaration(
    "steps", "how many epochs, or steps with per=step, it lasts", .integer(atLeast: 1),
    positional: true)

  /// The rate a schedule ends at.
  static let minimumRate = OptionDeclaration(
    "minimum", "the learning rate at the end", .number(.atLeast(0)), default: .number(0))

  /// By what a rate is multiplied.
  static func factor(
    _ value: Double? = nil, _ summary: String, positional: Bool = false
  ) -> OptionDeclaration {
    OptionDeclaration(
      "factor", summary, .number(.above(0)), default: value.map { .number($0) },
      positional: positional)
  }
}
