import Tensors

/// Numbers in ascending order that can be asked for by rank.
protocol RankedNumbers {
  /// How many there are.
  var count: Int { get }
  /// The number at a rank, counted from 0.
  subscript(rank: Int) -> Double { get }
}

extension [Double]: RankedNumbers {}

/// The numbers of an array in ascending order, measured by runs of equal ones: whether they lie in
/// memory or in a file makes no difference to the last bit.
struct SortedRuns: RankedNumbers {
  private let numbers: Numbers

  private enum Numbers {
    case held([Double])
    case stored(AscendingNumbers)
  }

  init(_ sorted: [Double]) { numbers = .held(sorted) }
  init(_ sorted: AscendingNumbers) { numbers = .stored(sorted) }

  var count: Int {
    switch numbers {
    case .held(let sorted): sorted.count
    case .stored(let sorted): sorted.count
    }
  }

  subscript(rank: Int) -> Double {
    switch numbers {
    case .held(let sorted): sorted[rank]
    case .stored(let sorted): sorted[rank]
    }
  }

  /// How many different numbers there are.
  var distinct: Int {
    var distinct = 0
    forEachRun { _, _ in distinct += 1 }
    return distinct
  }

  /// In two passes, as for columns; a run counts as its number times its length.
  var statistics: Statistics {
    guard count > 0 else { return Statistics([]) }
    let (minimum, maximum) = (self[0], self[count - 1])
    var sum = 0.0
    forEachRun { sum += $0 * Double($1) }
    let mean = minimum == maximum ? minimum : sum / Double(count)
    var squares = 0.0
    forEachRun { squares += ($0 - mean) * ($0 - mean) * Double($1) }
    return Statistics(
      count: count, mean: mean, squares: squares, minimum: minimum, maximum: maximum)
  }

  private func forEachRun(_ body: (Double, Int) -> Void) {
    switch numbers {
    case .stored(let sorted): sorted.forEachRun(body)
    case .held(let sorted):
      var start = 0
      for index in sorted.indices {
        if index + 1 < sorted.count, sorted[index + 1] == sorted[index] { continue }
        body(sorted[index], index + 1 - start)
        start = index + 1
      }
    }
  }
}
