import DataSources
import Language

extension Verbs {
  /// `encode`, `encode island method=ordinal`, `encode text method=bag vocabulary=500`.
  static let encode = Verb(
    "encode", group: "data", summary: "Turn text columns into numbers",
    discussion: """
      `onehot` makes a column of 0 and 1 for every category, `ordinal` numbers the categories in \
      sorted order. The categories are those of the training part; one that it lacks becomes all \
      zeros (onehot) or -1 (ordinal), and the fit says how often.

      `bag` counts words: a row of numbers per text, how often each word of the vocabulary occurs \
      in it. Words are lower-cased runs of letters, digits and apostrophes; the vocabulary is the \
      most frequent words of the training part, ties in the order of code points. The fit says \
      which share of the words of other parts is outside it; a text without any known word becomes \
      zeros.
      """,
    parameters: [
      .variadic("columns", .name("column"), "the columns", defaultText: "all text columns"),
      .option(
        "method",
        .choice([
          Choice("onehot", "a column per category"), Choice("ordinal", "a number each"),
          Choice("bag", "counts of words"),
        ]), "how", default: "onehot"),
      .option(
        "vocabulary", .integer(.between(1, 20_000)), "how many words method=bag keeps at most",
        defaultText: "2000"),
    ],
    examples: [
      Example("encode", after: [#"load "penguins""#]),
      Example("encode island sex method=ordinal", after: [#"load "penguins""#]),
      Example(
        "encode text method=bag vocabulary=500",
        after: [#"load "tweets" target=mean_rating"#, "select text"]),
      Example("encode iland", after: [#"load "penguins""#], .fails("island")),
    ],
    searchTerms: ["onehot", "dummy", "categorical", "text", "words", "tokens"],
    changesSession: true
  ) { context, arguments in
    let columns = try arguments.texts("columns")
    let step = try step(columns.isEmpty ? nil : columns, arguments)
    _ = try context.session.requireData()
    try blaming("columns") {
      try context.session.prepare(step)
    }
    return .none
  }

  private static func step(
    _ columns: [String]?, _ arguments: Arguments
  ) throws -> PreparationStep {
    let encoding = Encoding(rawValue: try arguments.text("method")) ?? .oneHot
    guard encoding != .bag else {
      let limit =
        arguments.isGiven("vocabulary") ? try arguments.integer("vocabulary") : 2000
      return .countWords(columns: columns, vocabulary: limit)
    }
    guard !arguments.isGiven("vocabulary") else {
      throw ArgumentProblem(
        "vocabulary",
        Complaint(
          "vocabulary= is for method=bag, not for method=\(encoding.rawValue)",
          hint: "encode method=bag vocabulary=2000"))
    }
    return .encode(columns: columns, encoding)
  }
}
