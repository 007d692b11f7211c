extension MetricDefinition {
  /// The edits of all rows per label meant.
  static let labelErrorRate = MetricDefinition(
    Declaration(
      "label_error_rate", .metric, "How many labels had to be mended, per label meant.",
      formula: "Σ (substitutions + insertions + deletions) / Σ labels meant",
      discussion: """
        The fewest edits that turn the labels read into those meant, summed over the rows before \
        dividing, so that long rows count as their length. It is the word error rate where labels \
        are words, the phone or character error rate where they are phones or characters. Labels \
        too many can bring it above 1; it is undefined where no label was meant.
        """,
      reference: "Levenshtein 1966; jiwer wer; Kaldi compute-wer"),
    largerIsBetter: false, isStandard: true,
    measure: .sequences { sums in
      try defined(sums.edits.errorRate, or: Undefined("there are no labels to be read"))
    })

  /// The share of rows read without an edit.
  static let sequenceAccuracy = MetricDefinition(
    Declaration(
      "sequence_accuracy", .metric, "The share of rows whose labels were all read as meant.",
      formula: "rows without an edit / rows",
      discussion: "A row without labels is right when none is read.",
      reference: "1 − the sentence error rate of Kaldi compute-wer"),
    largerIsBetter: true, isStandard: true,
    measure: .sequences { sums in try defined(ratio(sums.exact, sums.count), or: .noRows) })
}
