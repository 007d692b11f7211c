import DataSources
import Language

extension Verbs {
  /// `select sepal_length petal_length`, `select drop=[year]`.
  static let select = Verb(
    "select", group: "data", summary: "Choose the feature columns to learn from",
    discussion: "The target stays in any case. `drop=` names the columns to leave out instead.",
    parameters: [
      .variadic("columns", .name("column"), "the columns to keep"),
      .option("drop", .list(.name("column")), "the columns to leave out"),
    ],
    examples: [
      Example("select petal_length petal_width", after: [#"load "iris""#]),
      Example("select drop=[year]", after: [#"load "penguins""#]),
      Example("select petal", after: [#"load "iris""#], .fails("petal")),
    ],
    searchTerms: ["columns", "features", "drop"],
    changesSession: true
  ) { context, arguments in
    let (keep, drop) = (try arguments.texts("columns"), try arguments.texts("drop"))
    guard !keep.isEmpty || !drop.isEmpty else {
      throw Complaint(
        "select needs columns to keep or to leave out", hint: "select drop=[column]")
    }
    if !keep.isEmpty { try context.session.prepare(.select(keep)) }
    if !drop.isEmpty { try context.session.prepare(.drop(drop)) }
    return .none
  }
}
