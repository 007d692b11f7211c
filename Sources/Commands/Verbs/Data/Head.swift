import DataSources
import Language

extension Verbs {
  /// `head`.
  static let head = Verb(
    "head", group: "data", summary: "Show the first rows as they were read",
    parameters: [
      .positional("rows", .integer(.between(1, 1000)), "how many", default: 5)
    ],
    examples: [Example("head 3", after: [#"load "iris""#], .contains(["5.1", "setosa"]))],
    searchTerms: ["rows", "peek", "first", "view"],
    changesSession: false
  ) { context, arguments in
    let data = try context.session.requireData()
    let count = min(try arguments.integer("rows"), data.rowCount)
    context.emit(.table(data.firstRows(count)))
    return .none
  }
}
