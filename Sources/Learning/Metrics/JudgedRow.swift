/// One row with its class and what a classifier makes of it, apart from any sum.
struct JudgedRow: Sendable {
  /// The class of the row.
  let label: Int
  /// How much speaks for each class against the others; empty where no metric asks.
  let scores: [Double]
  /// The class predicted; nil when an output is no number.
  let verdict: Int?
  /// How many classes have a larger output than its own.
  let rank: Int
  /// −log of the probability of its class; nil when the outputs mean none.
  let surprise: Double?
}
