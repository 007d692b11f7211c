import Glibc

@testable import Learning

/// The probability of every labelling, by writing out every choice of a class per frame: products
/// and sums, no prefixes and no logarithms.
func everyLabelling(_ scores: [[Double]], blank: Int) -> [[Int]: Double] {
  let rows = scores.map { row in
    let exponentials = row.map { exp($0) }
    return exponentials.map { $0 / exponentials.reduce(0, +) }
  }
  var paths: [(classes: [Int], probability: Double)] = [([], 1)]
  for row in rows {
    paths = paths.flatMap { path in
      row.indices.map { (path.classes + [$0], path.probability * row[$0]) }
    }
  }
  var result: [[Int]: Double] = [:]
  for (path, probability) in paths {
    result[reading(path, blank: blank), default: 0] += probability
  }
  return result
}

/// What a path reads as: repetitions once, then no blanks.
func reading(_ path: [Int], blank: Int) -> [Int] {
  path.indices.filter { $0 == 0 || path[$0] != path[$0 - 1] }.map { path[$0] }
    .filter { $0 != blank }
}

extension FrameScores {
  /// Scores written as rows.
  init(rows: [[Double]], classes: Int) {
    self.init(rows.flatMap { $0 }, classes: classes)
  }
}
