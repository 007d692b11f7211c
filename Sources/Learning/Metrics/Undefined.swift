/// Why a metric has no value: thrown where its formula would divide by nothing.
struct Undefined: Error, Equatable {
  /// The reason, to follow "it is undefined: ".
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// There is nothing to judge.
  static let noRows = Undefined("there are no rows")

  /// The outputs order classes but mean no probability.
  static let noProbabilities = Undefined("the outputs are no probabilities")

  /// Classes of the training part have no rows in the part judged, or it has but one.
  static func absent(_ classes: [String]) -> Undefined {
    Undefined(
      classes.isEmpty
        ? "all rows are of one class" : "no rows here of \(classes.joined(separator: ", "))")
  }
}

/// The value, or the reason why there is none.
func defined(_ value: Double?, or reason: Undefined) throws -> Double {
  guard let value else { throw reason }
  return value
}
