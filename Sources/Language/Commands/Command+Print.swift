extension Command {
  /// `print`: the one verb the language itself brings, for every host.
  public static var print: Command {
    Command(
      "print", group: "session", summary: "Print values side by side",
      discussion: "Values in one line are separated by a space; texts appear without quotes.",
      parameters: [.variadic("values", .any, "what to print")],
      examples: [
        Example("print 1 + 1", .prints("2")),
        Example("print \"a third is {text(1 / 3, 3)}\"", .prints("a third is 0.333")),
        Example("print 2 -1", .prints("2 -1"), note: "two arguments"),
      ],
      searchTerms: ["echo", "write", "output"], changesSession: false
    ) { context, arguments in
      let texts = try arguments.values("values").map(context.rendered)
      context.emit(.text(texts.joined(separator: " ")))
      return .none
    }
  }
}
