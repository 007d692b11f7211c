extension MetricDefinition {
  /// The share of rows whose class is among the k with the largest outputs.
  static let topK = MetricDefinition(
    Declaration(
      "top_k", .metric, "The share of rows whose class is among the k most likely ones.",
      options: [
        OptionDeclaration(
          "k", "how many classes may be named", .integer(atLeast: 1), default: .number(5),
          positional: true)
      ],
      formula: "rows whose class is among the k largest outputs / rows",
      discussion: """
        Of equal outputs the first counts as larger. The value is called top_2_accuracy for k=2. \
        The baseline names the k most frequent classes of the training part.
        """,
      reference: "scikit-learn top_k_accuracy_score"),
    largerIsBetter: true, label: { "top_\($0.integer("k"))_accuracy" },
    measure: .classes { sums, options in
      try defined(ratio(sums.hits(amongFirst: options.integer("k")), sums.judged), or: .noRows)
    })
}
