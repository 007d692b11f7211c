import Tensors

extension Findings {
  /// What the mean of a row's nearest neighbours is off by: how large the errors of a model may be,
  /// whether some are far larger than the others, and whether they grow with what is predicted.
  ///
  /// A trained model will do better than its neighbours; what counts here is the shape of the errors
  /// and their size against each other.
  mutating func measureErrors(_ columns: [NumberColumn], _ features: RowMatrix, _ seed: UInt64) {
    let neighbours = Neighbourhoods(of: features, count: neighbourCount, seed: seed)
    guard neighbours.rows.count > 2 * neighbourCount else { return }
    let guesses = columns.map { NeighbourGuess($0, neighbours) }
    guard let wild = guesses.max(by: { $0.outlyingShare < $1.outlyingShare }),
      let uneven = guesses.max(by: { $0.unevenness < $1.unevenness })
    else { return }
    let typical = wild.scale.deviation
    add(
      .neighbourError, typical,
      "the mean of the \(neighbourCount) nearest neighbours misses \(wild.name) by "
        + "\(short(typical)), a robust deviation")
    add(
      .outlyingErrors, wild.outlyingShare,
      "\(percent(wild.outlyingShare)) of these errors lie more than \(short(outlierLimit)) robust "
        + "deviations out")
    add(
      .unevenSpread, uneven.unevenness,
      "the size of these errors and the predicted \(uneven.name) have rank correlation "
        + short(uneven.unevenness))
  }
}

/// A column as a row's nearest neighbours predict it.
private struct NeighbourGuess {
  let name: String
  let scale: RobustScale
  let outlyingShare: Double
  let unevenness: Double

  init(_ column: NumberColumn, _ neighbours: Neighbourhoods) {
    let guesses = neighbours.places.map { places in
      places.reduce(0) { $0 + column.values[neighbours.rows[$1]] } / Double(max(1, places.count))
    }
    let errors = zip(neighbours.rows, guesses).map { column.values[$0] - $1 }
    let scale = RobustScale(errors)
    name = column.name
    self.scale = scale
    outlyingShare =
      Double(scale.outliers(errors, beyond: outlierLimit)) / Double(max(1, errors.count))
    unevenness = rankCorrelation(errors.map { abs($0 - scale.middle) }, guesses)
  }
}
