import Language
import Learning

extension Verbs {
  /// `optimizer adam(lr=0.01)`.
  static let optimizer = Verb(
    "optimizer", group: "objective", summary: "Choose how weights follow their gradients",
    discussion: """
      `help optimizers` lists them. Another optimizer starts with an empty memory (momentum and \
      the like); the weights stay. `schedule` moves its lr from epoch to epoch. Without an argument the \
      optimizer in force is shown.
      """,
    parameters: [
      .positional(
        "optimizer", .catalogue(["optimizer"]), "an optimizer with its options", optional: true)
    ],
    examples: [
      Example("optimizer adam(lr=0.01)"),
      Example("optimizer sgd(lr=0.1, momentum=0.9, nesterov=true)"),
      Example("optimizer adam(lr=-1)", .fails("above 0")),
    ],
    searchTerms: ["adam", "sgd", "learning rate", "lr"],
    changesSession: true
  ) { context, arguments in
    guard let constructor = try arguments.constructorIfGiven("optimizer") else {
      let text = context.session.optimizer.map { "optimizer \($0)" } ?? "no optimizer chosen"
      context.emit(.text(text))
      return .none
    }
    context.session.optimizer = try blaming("optimizer") { try OptimizerSpecification(constructor) }
    return .none
  }
}
