import Language

extension Verbs {
  /// `seed 7`.
  static let seed = Verb(
    "seed", group: "model", summary: "Set the seed of weights, shuffling and dropout",
    discussion: """
      The same seed gives the same numbers. Weights that exist stay: `reset` draws them anew.
      """,
    parameters: [
      .positional(
        "number", .integer(.between(0, 9_007_199_254_740_991)), "a whole number", optional: true)
    ],
    examples: [
      Example("seed 7"), Example("seed", after: ["seed 7"], .prints("seed 7")),
    ],
    searchTerms: ["random", "reproducible"],
    changesSession: true
  ) { context, arguments in
    guard let number = try arguments.integerIfGiven("number") else {
      context.emit(.text("seed \(context.session.seed)"))
      return .number(Double(context.session.seed))
    }
    context.session.seed = UInt64(number)
    if context.session.trained != nil {
      context.emit(.notice("the trained weights stay; reset draws new ones from this seed"))
    }
    return .none
  }
}
