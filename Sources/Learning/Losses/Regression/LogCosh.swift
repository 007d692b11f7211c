import Graphs

extension LossDefinition {
  /// The logarithm of the hyperbolic cosine of the error.
  ///
  /// `Graphs.logCosh` keeps its digits near 0 and does not overflow.
  static let logCosh = LossDefinition(
    Declaration(
      "log_cosh", .loss, "Half the square of small errors, the size of large ones, for numbers.",
      formula: "log cosh(p − y)",
      discussion: """
        Near (p − y)² / 2 for small errors and |p − y| − log 2 for large ones, with all derivatives \
        in between; its slope is tanh(p − y).
        """,
      reference: "Keras LogCosh"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output, scaled so that an ordinary error is about 1.",
      useWhen: "As huber, where a second derivative is wanted and there is nothing to tune.",
      avoidWhen: """
        Errors are much larger or smaller than 1: the bend stays at 1, so scale the targets or take \
        huber with its delta.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: { LossTerms(try Graphs.logCosh($0.prediction - $0.values())) })
}
