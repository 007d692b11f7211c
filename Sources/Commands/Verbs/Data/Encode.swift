import DataSources
import Language

extension Verbs {
  /// `encode`, `encode island method=ordinal`.
  static let encode = Verb(
    "encode", group: "data", summary: "Turn text columns into numbers",
    discussion: """
      `onehot` makes a column of 0 and 1 for every category, `ordinal` numbers the categories in \
      sorted order. The categories are those of the training part; one that it lacks becomes all \
      zeros (onehot) or -1 (ordinal), and the fit says how often.
      """,
    parameters: [
      .variadic("columns", .name("column"), "the columns", defaultText: "all text columns"),
      .option(
        "method",
        .choice([Choice("onehot", "a column per category"), Choice("ordinal", "a number each")]),
        "how", default: "onehot"),
    ],
    examples: [
      Example("encode", after: [#"load "penguins""#]),
      Example("encode island sex method=ordinal", after: [#"load "penguins""#]),
      Example("encode iland", after: [#"load "penguins""#], .fails("island")),
    ],
    searchTerms: ["onehot", "dummy", "categorical", "text"],
    changesSession: true
  ) { context, arguments in
    let columns = try arguments.texts("columns")
    let encoding = Encoding(rawValue: try arguments.text("method")) ?? .oneHot
    _ = try context.session.requireData()
    try blaming("columns") {
      try context.session.prepare(.encode(columns: columns.isEmpty ? nil : columns, encoding))
    }
    return .none
  }
}
