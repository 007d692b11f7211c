import DataSources
import Language

extension Verbs {
  /// `scale standard`, `scale minmax`, `scale divide=255`.
  static let scale = Verb(
    "scale", group: "data", summary: "Bring features to a common size",
    discussion: """
      `standard` takes off the mean and divides by the (population) standard deviation, `minmax` \
      maps the smallest and largest value to 0 and 1, `divide=` divides by a number. Means and \
      ranges are those of the training part. Encoded text columns are left alone.
      """,
    parameters: [
      .positional(
        "method",
        .choice([
          Choice("standard", "mean 0, standard deviation 1"), Choice("minmax", "from 0 to 1"),
        ]), "how", optional: true),
      .option("divide", .number(.finite), "divide by this number instead"),
      .option("columns", .list(.name("column")), "only these columns", defaultText: "all numbers"),
    ],
    examples: [
      Example("scale standard", after: [#"load "iris""#]),
      Example("scale divide=255", after: [#"load "mnist""#]),
      Example("scale minmax columns=[sepal_length]", after: [#"load "iris""#]),
      Example("scale divide=0", after: [#"load "iris""#], .fails("divide")),
    ],
    searchTerms: ["normalise", "normalize", "standardize", "standardise"],
    changesSession: true
  ) { context, arguments in
    let columns = try arguments.texts("columns")
    let scaling = try scaling(arguments)
    _ = try context.session.requireData()
    try blaming(columns.isEmpty ? "divide" : "columns") {
      try context.session.prepare(.scale(columns: columns.isEmpty ? nil : columns, scaling))
    }
    return .none
  }

  private static func scaling(_ arguments: Arguments) throws -> Scaling {
    let divisor = try arguments.numberIfGiven("divide")
    switch (try arguments.textIfGiven("method"), divisor) {
    case (nil, let divisor?): return .divide(divisor)
    case ("minmax", nil): return .minmax
    case ("standard", nil): return .standard
    case (nil, nil):
      throw Complaint("scale needs to know how", hint: "scale standard, minmax or divide=255")
    case (let method?, _):
      throw ArgumentProblem(
        "divide", Complaint("scale takes \(method) or divide=, not both", hint: "scale \(method)"))
    }
  }
}
