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

      `characters`, `words` and `bpe` make a text a row of tokens, numbers that `embedding` reads. 0 \
      fills short rows up, 1 is what the vocabulary lacks, 2 the end of a text (alone in a text \
      without tokens); the tokens of the training part follow from 3 on, the most frequent first. \
      `characters` are Unicode code points, `words` those of `bag`. `bpe` begins with the characters \
      between white space and merges the most frequent pair of neighbours, again and again, never \
      one that occurs once; ties go by code points (Sennrich, Haddow and Birch 2016). The column \
      must be the only feature (`select text`). How many tokens of each row count is the further \
      array `input_lengths`; what is cut or outside the vocabulary is told by the fit.
      """,
    parameters: [
      .variadic("columns", .name("column"), "the columns", defaultText: "all text columns"),
      .option(
        "method",
        .choice([
          Choice("onehot", "a column per category"), Choice("ordinal", "a number each"),
          Choice("bag", "counts of words"), Choice("characters", "a row of characters"),
          Choice("words", "a row of words"), Choice("bpe", "a row of byte-pair tokens"),
        ]), "how", default: "onehot"),
      .option(
        "vocabulary", .integer(.between(1, 20_000)),
        "how many words method=bag keeps at most, or how many numbers tokens have with 0, 1 and 2",
        defaultText: "2000"),
      .option(
        "length", .integer(.between(1, 65_536)), "how many tokens a row has",
        defaultText: "as the longest text of the training part, at most 512"),
      .option(
        "truncate",
        .choice([Choice("start", "the first tokens"), Choice("end", "the last tokens")]),
        "what is cut off a text with more tokens", defaultText: "end"),
    ],
    examples: [
      Example("encode", after: [#"load "penguins""#]),
      Example("encode island sex method=ordinal", after: [#"load "penguins""#]),
      Example(
        "encode text method=bag vocabulary=500",
        after: [#"load "tweets" target=mean_rating"#, "select text"]),
      Example(
        "encode text method=bpe vocabulary=500 length=64",
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
    let method = try arguments.text("method")
    let vocabulary = try arguments.integerIfGiven("vocabulary") ?? 2000
    if let unit = TokenUnit(rawValue: method) {
      let truncation = try arguments.textIfGiven("truncate").flatMap(TextEnd.init) ?? .end
      let options = TokenOptions(
        unit, vocabulary: vocabulary, length: try arguments.integerIfGiven("length"),
        truncation: truncation)
      return .tokenize(columns: columns, options)
    }
    for option in ["length", "truncate"] {
      try refuse(option, arguments, "is for rows of tokens", "encode method=characters length=128")
    }
    let encoding = Encoding(rawValue: method) ?? .oneHot
    if encoding == .bag { return .countWords(columns: columns, vocabulary: vocabulary) }
    try refuse(
      "vocabulary", arguments, "is for method=bag and rows of tokens",
      "encode method=bag vocabulary=2000")
    return .encode(columns: columns, encoding)
  }

  /// Refuses an option that does not go with the method.
  private static func refuse(
    _ option: String, _ arguments: Arguments, _ use: String, _ hint: String
  ) throws {
    guard arguments.isGiven(option) else { return }
    let method = try arguments.text("method")
    throw ArgumentProblem(
      option, Complaint("\(option)= \(use), not for method=\(method)", hint: hint))
  }
}
