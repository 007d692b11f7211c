import Language
import Learning

extension Verbs {
  /// `loss cross_entropy`.
  static let loss = Verb(
    "loss", group: "objective", summary: "Choose the loss that a fit minimises",
    discussion: """
      Losses take raw scores (logits) unless told `from=probabilities`. `help losses` lists them, \
      `help cross_entropy` explains one. Without an argument the loss in force is shown.
      """,
    parameters: [
      .positional("loss", .loss, "a loss with its options", optional: true)
    ],
    examples: [
      Example("loss cross_entropy(label_smoothing=0.1)"),
      Example("loss cross_entrpy", .fails("cross_entropy")),
      Example(
        "loss cross_entropy", after: [#"load "iris""#, "model dense(3) -> softmax"],
        .fails("softmax"), note: "the loss applies softmax itself"),
    ],
    searchTerms: ["objective", "criterion", "cost"],
    changesSession: true
  ) { context, arguments in
    guard let value = arguments["loss"] else {
      context.emit(.text(context.session.loss.map { "loss \($0)" } ?? "no loss chosen"))
      return .none
    }
    try blaming("loss") {
      let loss = try context.session.lossSpecification(value)
      try context.session.check(loss)
      context.session.adopt(loss)
    }
    return .none
  }
}
