/// The same thing measured several times.
struct Samples: Sendable {
  private(set) var all: [Double] = []
  private(set) var disturbed = 0

  init() {}

  /// A single measurement.
  init(_ value: Double, isDisturbed: Bool = false) { add(value, isDisturbed: isDisturbed) }

  /// Adds a measurement.
  mutating func add(_ value: Double, isDisturbed: Bool = false) {
    all.append(value)
    if isDisturbed { disturbed += 1 }
  }

  /// Adds measurements taken in one go.
  mutating func add(_ values: [Double], isDisturbed: Bool) {
    for value in values { add(value, isDisturbed: isDisturbed) }
  }

  /// The smallest; NaN without any.
  var minimum: Double { all.min() ?? .nan }

  /// The one in the middle, the mean of two for an even number; NaN without any.
  var median: Double {
    guard !all.isEmpty else { return .nan }
    let sorted = all.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// Why a benchmark is worth nothing: a wrong answer, or a program that failed.
struct BenchmarkFailure: Error {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// Fails unless `condition` holds.
func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
  if !condition { throw BenchmarkFailure(sentence()) }
}
