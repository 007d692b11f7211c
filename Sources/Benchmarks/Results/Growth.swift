import Glibc

/// How a time grows with a size.
struct Growth: Sendable {
  /// One size and what it takes.
  struct Place: Sendable {
    let size: Double
    let seconds: Double
  }

  /// What grows, in words: `rows`.
  let size: String
  /// Smallest first.
  let places: [Place]

  /// The exponent e of time ~ size^e: the slope of the least-squares line through the logarithms.
  var exponent: Double { Self.slope(places[...]) }

  /// The exponent over the last factor of ten alone, where fixed costs no longer count.
  var lastExponent: Double { Self.slope(places.suffix(2)) }

  /// The last measurement carried down to the first size in proportion.
  var proportional: [Place] {
    guard let first = places.first, let last = places.last else { return [] }
    return [
      Place(size: first.size, seconds: last.seconds * first.size / last.size), last,
    ]
  }

  private static func slope(_ places: ArraySlice<Place>) -> Double {
    let x = places.map { log($0.size) }
    let y = places.map { log($0.seconds) }
    let count = Double(places.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let above = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let below = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    return above / below
  }
}
