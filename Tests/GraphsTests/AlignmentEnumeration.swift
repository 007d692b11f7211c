import Glibc

/// Every alignment of one example written out one by one: probabilities multiplied and added, no
/// lattice, no logarithms but the last.
struct AlignmentEnumeration {
  /// Σ of the probabilities of all alignments.
  private(set) var whole = 0.0
  /// Σ of the probabilities of those that use class c in row r.
  private(set) var uses: [[Double]]
  /// Σ of the probabilities of those that pass through row r.
  private(set) var visits: [Double]
  private let rows: [[Double]]

  /// −log of the sum.
  var loss: Double { -log(whole) }

  /// d(loss) / d(scores): visits · softmax − uses, as shares of the whole; 0 without an alignment.
  var slopes: [[Double]] {
    rows.indices.map { r in
      rows[r].indices.map { c in
        whole == 0 ? 0 : (visits[r] * rows[r][c] - uses[r][c]) / whole
      }
    }
  }

  private init(_ scores: [[Double]]) {
    rows = scores.map { row in
      let exponentials = row.map { exp($0) }
      return exponentials.map { $0 / exponentials.reduce(0, +) }
    }
    uses = rows.map { $0.map { _ in 0 } }
    visits = rows.map { _ in 0 }
  }

  /// Counts one alignment, given as the class chosen in each row it passes through.
  private mutating func count(_ steps: [(row: Int, class: Int)]) {
    let probability = steps.reduce(1) { $0 * rows[$1.row][$1.class] }
    whole += probability
    for step in steps {
      uses[step.row][step.class] += probability
      visits[step.row] += probability
    }
  }

  /// Connectionist temporal classification: every choice of a class per frame that reads as the
  /// labels once repetitions and then blanks are dropped.
  static func temporal(
    _ scores: [[Double]], frames: Int, labels: [Int], blank: Int
  ) -> AlignmentEnumeration {
    var result = AlignmentEnumeration(scores)
    let classes = scores.first?.count ?? 0
    func extend(_ path: [Int]) {
      if path.count < frames {
        for next in 0..<classes { extend(path + [next]) }
      } else {
        let runs = path.indices.filter { $0 == 0 || path[$0] != path[$0 - 1] }.map { path[$0] }
        if runs.filter({ $0 != blank }) == labels {
          result.count(path.enumerated().map { ($0, $1) })
        }
      }
    }
    extend([])
    return result
  }

  /// The transducer: every order of reading all frames and writing all labels that ends with a read.
  static func transducer(
    _ scores: [[Double]], frames: Int, labels: [Int], places: Int, blank: Int
  ) -> AlignmentEnumeration {
    var result = AlignmentEnumeration(scores)
    func extend(_ steps: [(row: Int, class: Int)], _ t: Int, _ u: Int) {
      if t == frames {
        if u == labels.count { result.count(steps) }
        return
      }
      let row = t * places + u
      extend(steps + [(row, blank)], t + 1, u)
      if u < labels.count { extend(steps + [(row, labels[u])], t, u + 1) }
    }
    extend([], 0, 0)
    return result
  }
}
