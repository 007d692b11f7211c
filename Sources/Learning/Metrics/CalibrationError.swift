extension MetricDefinition {
  /// The expected calibration error: how far the probability of the class predicted is from the
  /// share of rows in which it was right.
  static let calibrationError = MetricDefinition(
    Declaration(
      "ece", .metric, "How far the model's confidence is from how often it is right.",
      options: [
        OptionDeclaration(
          "bins", "into how many equal intervals the confidences are sorted", .integer(1...10_000),
          default: .number(15), positional: true)
      ],
      formula: "Σ rows of a bin / rows · |share right in the bin − mean confidence in the bin|",
      discussion: """
        The expected calibration error. The confidence is the probability of the class predicted; \
        a bin holds the confidences above its lower end and up to its upper one. The value depends \
        on the number of bins, which its name says: ece_15_bins.
        """,
      reference: "Guo et al. 2017, On Calibration of Modern Neural Networks"),
    largerIsBetter: false, label: { "ece_\($0.integer("bins"))_bins" },
    measure: .scores { rows, options in
      let confidences = try rows.labels.indices.map { row in
        try defined(rows.probability(row, rows.verdicts[row]), or: .noProbabilities)
      }
      let hits = zip(rows.labels, rows.verdicts).map { $0 == $1 }
      let bins = CalibrationBin.sort(confidences, hits, into: options.integer("bins"))
      return bins.reduce(0) { $0 + $1.share * abs($1.frequency - $1.confidence) }
    })
}

/// Rows whose probabilities lie in one interval.
public struct CalibrationBin: Sendable, Equatable {
  /// The share of all rows.
  public let share: Double
  /// The mean of the probabilities.
  public let confidence: Double
  /// The share of the rows in which what they are about came true.
  public let frequency: Double

  /// Sorts probabilities into equal intervals, each closed above; empty ones are left out.
  ///
  /// - Parameter cameTrue: whether what a probability is about came true, row by row.
  public static func sort(
    _ probabilities: [Double], _ cameTrue: [Bool], into count: Int
  ) -> [CalibrationBin] {
    var rows = [Int](repeating: 0, count: count)
    var hits = rows
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: count)
    for (p, isTrue) in zip(probabilities, cameTrue) {
      let bin = min(count - 1, max(0, Int((p * Double(count)).rounded(.up)) - 1))
      rows[bin] += 1
      hits[bin] += isTrue ? 1 : 0
      sums[bin].add(p)
    }
    return rows.indices.filter { rows[$0] > 0 }.map { bin in
      CalibrationBin(
        share: Double(rows[bin]) / Double(probabilities.count),
        confidence: sums[bin].value / Double(rows[bin]),
        frequency: Double(hits[bin]) / Double(rows[bin]))
    }
  }
}
