extension ClassJudge {
  /// What the rows so far come to.
  public func evaluation(part: String) -> Evaluation {
    let known = baseline
    let values = metrics.map { metric in
      MetricValue(
        metric, metric.value(sums, rows), baseline: known.map { metric.value($0.sums, $0.rows) })
    }
    return Evaluation(
      part: part, rows: sums.rows, notFinite: sums.notFinite, metrics: values,
      confusion: sums.confusion, positive: positive.map { sums.confusion.classes[$0] })
  }

  /// The rows as a classifier sees them that always answers the largest class of the training part,
  /// the first of equals, with the shares of the classes there as its probabilities.
  private var baseline: (sums: ClassSums, rows: ScoredRows?)? {
    let total = trainingCounts.reduce(0, +)
    let order = trainingCounts.indices.sorted {
      (-trainingCounts[$0], $0) < (-trainingCounts[$1], $1)
    }
    guard total > 0, let majority = order.first else { return nil }
    let classes = sums.confusion.classes
    let shares = trainingCounts.map { Double($0) / Double(total) }
    var sums = ClassSums(classes: classes, positive: positive)
    var rows = rows.map { _ in
      ScoredRows(classes: classes, positive: positive, outputs: .probabilities)
    }
    for (rank, label) in order.enumerated() {
      sums.add(
        target: label, predicted: majority, rank: rank,
        surprise: Learning.surprise(probability: shares[label]), times: supports[label])
      for _ in 0..<supports[label] { rows?.add(shares, label: label, verdict: majority) }
    }
    return (sums, rows)
  }
}
