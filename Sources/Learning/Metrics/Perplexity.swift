import Glibc

extension MetricDefinition {
  /// The exponential of the log loss.
  static let perplexity = MetricDefinition(
    Declaration(
      "perplexity", .metric, "Among how many equally likely classes the model seems to choose.",
      formula: "exp(−(1 / rows) · Σ log p(true class))",
      discussion: """
        The measure of language models: 1 for a model that is sure and right, the number of \
        classes for one that knows nothing. It is the exponential of log_loss and treats \
        probabilities as log_loss does; a log_loss above 709 has none.
        """,
      reference: "Jelinek, Mercer, Bahl and Baker 1977"),
    largerIsBetter: false,
    measure: .classes { sums, _ in
      let surprise =
        try defined(sums.logLossSum, or: .noProbabilities) / Double(sums.confusion.total)
      let result = exp(surprise)
      guard result.isFinite else {
        throw Undefined("log_loss is \(surprise): no number holds the exponential; see log_loss")
      }
      return result
    })
}
