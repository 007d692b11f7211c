import Language

extension Verbs {
  /// `history`.
  static let history = Verb(
    "history", group: "session", summary: "List the cells so far with their numbers",
    parameters: [
      .positional("last", .integer(.atLeast(1)), "only the last so many", optional: true)
    ],
    examples: [Example("history", after: ["let a = 1"], .contains(["let a = 1"]))],
    searchTerms: ["cells", "transcript"],
    changesSession: false
  ) { context, arguments in
    let cells = context.session.transcript.cells.filter {
      $0.number > 0 && $0.number != context.cell
    }
    let shown = cells.suffix(try arguments.integerIfGiven("last") ?? cells.count)
    if shown.isEmpty {
      context.emit(.text("no cells yet"))
      return .list([])
    }
    let width = "\(shown.last?.number ?? 0)".count
    let lines = shown.map { cell in
      let number = String(repeating: " ", count: width - "\(cell.number)".count) + "\(cell.number)"
      let indent = "\n" + String(repeating: " ", count: width + 2)
      let source = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
      return "\(number)  " + source.joined(separator: indent) + (cell.failed ? "  # failed" : "")
    }
    context.emit(.text(lines.joined(separator: "\n")))
    return .list(shown.map { .text($0.source) })
  }
}
