import Language

extension Verbs {
  /// `reset`.
  static let reset = Verb(
    "reset", group: "model", summary: "Forget the weights: the next fit starts afresh",
    discussion: "Data, preparation, model, loss, optimizer and the runs so far stay.",
    examples: [Example("reset")],
    searchTerms: ["restart", "reinitialise", "clear"],
    changesSession: true
  ) { context, _ in
    context.session.forgetWeights()
    return .none
  }
}
