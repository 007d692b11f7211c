import Language

extension Verbs {
  /// `quit`.
  static let quit = Verb(
    "quit", group: "session", summary: "Leave; Ctrl-D does the same",
    parameters: [
      .positional(
        "status", .integer(.between(0, 255)), "the exit status", default: 0)
    ],
    examples: [Example("quit")],
    searchTerms: ["exit", "leave", "bye"],
    changesSession: false
  ) { context, arguments in
    context.requestQuit(status: try arguments.integer("status"))
    return .none
  }
}
