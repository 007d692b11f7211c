/// How many rows of a class and of the others are taken for the class as the score needed for it
/// falls, one place for each distinct score: rows that tie are taken together.
public struct ThresholdCurve: Sendable, Equatable {
  /// What is taken for the class at a threshold.
  public struct Place: Sendable, Equatable {
    /// Rows of the class among those taken.
    public let hits: Int
    /// Rows of other classes among those taken.
    public let misses: Int

    /// The share of the rows taken that is of the class; 1 where none is taken.
    public var precision: Double { ratio(hits, hits + misses) ?? 1 }
  }

  /// The places from nothing taken to everything.
  public let places: [Place]

  /// The curve of scores, each with whether its row is of the class.
  init(_ scored: [(score: Double, isOfClass: Bool)]) {
    var places = [Place(hits: 0, misses: 0)]
    var (hits, misses) = (0, 0)
    let ordered = scored.sorted { $0.score > $1.score }
    for (index, row) in ordered.enumerated() {
      if row.isOfClass { hits += 1 } else { misses += 1 }
      let isLast = index + 1 == ordered.count
      if isLast || ordered[index + 1].score != row.score {
        places.append(Place(hits: hits, misses: misses))
      }
    }
    self.places = places
  }

  /// Rows of the class.
  public var positives: Int { places.last?.hits ?? 0 }
  /// Rows of the others.
  public var negatives: Int { places.last?.misses ?? 0 }

  /// The share of pairs of a row of the class and another in which the first has the larger score,
  /// ties counting half; nil without such pairs.
  ///
  /// The sum of the trapezia is taken in whole numbers, so that nothing is lost.
  public var areaUnderROC: Double? {
    guard positives > 0, negatives > 0 else { return nil }
    let doubled = steps.reduce(0.0) {
      $0 + Double($1.to.misses - $1.from.misses) * Double($1.from.hits + $1.to.hits)
    }
    return doubled / (2 * Double(positives) * Double(negatives))
  }

  /// Σ (recall − recall before) · precision; nil without rows of the class.
  public var averagePrecision: Double? {
    guard positives > 0 else { return nil }
    return steps.reduce(0) { $0 + gain($1) * $1.to.precision }
  }

  /// The trapezia under precision over recall, which starts at recall 0 with precision 1; nil
  /// without rows of the class.
  public var areaUnderPrecisionRecall: Double? {
    guard positives > 0 else { return nil }
    return steps.reduce(0) { $0 + gain($1) * ($1.from.precision + $1.to.precision) / 2 }
  }

  private var steps: [(from: Place, to: Place)] {
    zip(places, places.dropFirst()).map { (from: $0, to: $1) }
  }

  private func gain(_ step: (from: Place, to: Place)) -> Double {
    Double(step.to.hits - step.from.hits) / Double(positives)
  }
}

extension ScoredRows {
  /// The curve of a class against all others.
  public func curve(of index: Int) -> ThresholdCurve {
    ThresholdCurve(zip(scores(of: index), labels).map { ($0, $1 == index) })
  }

  /// The curve over every pair of a row and a class.
  var pooledCurve: ThresholdCurve {
    ThresholdCurve(
      classes.indices.flatMap { index in
        zip(scores(of: index), labels).map { ($0, $1 == index) }
      })
  }
}
