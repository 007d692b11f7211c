import DataSources
import Language

extension Verbs {
  /// `impute`, `impute body_mass_g method=median`.
  static let impute = Verb(
    "impute", group: "data", summary: "Fill in missing values",
    discussion: """
      What fills them is taken from the training part only, when a fit begins. `auto` takes the \
      mean of numbers and the most frequent text.
      """,
    parameters: [
      .variadic("columns", .name("column"), "the columns", defaultText: "all that miss values"),
      .option(
        "method",
        .choice([
          Choice("auto", "mean of numbers, most frequent text"), Choice("mean"), Choice("median"),
          Choice("most_frequent"),
        ]), "what fills a gap", default: "auto"),
      .option("constant", .either([.number(.finite), .text]), "a fixed value instead"),
    ],
    examples: [
      Example("impute", after: [#"load "penguins""#]),
      Example("impute bill_length_mm method=median", after: [#"load "penguins""#]),
      Example("impute island method=mean", after: [#"load "penguins""#], .fails("text")),
    ],
    searchTerms: ["missing", "na", "fill", "gaps"],
    changesSession: true
  ) { context, arguments in
    let columns = try arguments.texts("columns")
    let imputation = try imputation(arguments)
    _ = try context.session.requireData()
    try blaming("columns") {
      try context.session.prepare(.impute(columns: columns.isEmpty ? nil : columns, imputation))
    }
    return .none
  }

  private static func imputation(_ arguments: Arguments) throws -> Imputation {
    if let constant = arguments["constant"], arguments.isGiven("constant") {
      return .constant(constant.text)
    }
    switch try arguments.text("method") {
    case "mean": return .mean
    case "median": return .median
    case "most_frequent": return .mostFrequent
    default: return .automatic
    }
  }
}
