import Graphs
import Tensors

/// Says the class of a vector by the nearest one whose class is known.
///
/// Of many known vectors some, evenly spaced, stand for all: the cost grows with their number times
/// that of the vectors asked about.
public struct NearestNeighbour: Sendable {
  /// Whether the nearest is the one at the smallest angle, not at the smallest distance.
  public let isByAngle: Bool
  /// How many vectors were given.
  public let total: Int
  private let vectors: Tensor
  private let labels: [Int32]
  private let numbers: [Int]
  private let classes: Int

  /// How many vectors are compared with.
  public var count: Int { numbers.count }

  /// Takes vectors, [n, k], with the class of each.
  public init(
    vectors: Tensor, labels: [Int32], classes: Int, byAngle: Bool, atMost limit: Int = 5000
  ) {
    total = min(vectors.rows, labels.count)
    let step = max(1, (total + limit - 1) / max(1, limit))
    numbers = Array(stride(from: 0, to: total, by: step))
    let rows = numbers.map { vectors.row($0) }.map { byAngle ? $0.ofUnitLength : Array($0) }
    self.vectors = Tensor(shape: [rows.count, vectors.rowCount], values: rows.flatMap { $0 })
    self.labels = numbers.map { labels[$0] }
    self.classes = classes
    isByAngle = byAngle
  }

  /// For each vector, [m, k], 1 for the class of the nearest known one and 0 for the others,
  /// [m, classes]; a row of NaN for a vector that is not finite, and where nothing is known.
  ///
  /// - Parameter leavingOutItself: whether the vectors are the known ones, and none is its own
  ///   neighbour.
  public func scores(of asked: Tensor, leavingOutItself: Bool = false) throws -> Tensor {
    let store = try ParameterStore(parameters: [("known", vectors.shape), ("squares", [count])])
    try store.set("known", vectors)
    try store.set("squares", Tensor(shape: [count], values: squares))
    let plans = PlanCache(store: store, feed: BatchFeed(features: RowMatrix(asked), target: nil)) {
      try Plan(outputs: [("affinity", affinity(rows: $0))], store: $1)
    }
    var scores = [Float](repeating: 0, count: asked.rows * classes)
    for batch in batches(of: asked.rows, size: 512) {
      let plan = try plans.plan(rows: batch.count)
      try plan.run(firstRow: batch.lowerBound)
      let affinities = try plan.output("affinity")
      for row in batch {
        let own = leavingOutItself ? row : nil
        mark(nearest(affinities.row(row - batch.lowerBound), own), in: &scores, at: row)
      }
    }
    return Tensor(shape: [asked.rows, classes], values: scores)
  }

  /// ‖a‖² less the squared distance, 2 a · b − ‖b‖²: the larger the nearer.
  ///
  /// Of vectors of length 1 the order is that of the cosines.
  private func affinity(rows: Int) throws -> Expression {
    let known = Expression.parameter("known", vectors.shape)
    let asked = Expression.input(BatchInput.features, [rows, vectors.rowCount])
    let squares = try repeated(.parameter("squares", [count]), axis: 0, count: rows)
    return try 2 * matmul(asked, known, transposeB: true) - squares
  }

  private var squares: [Float] {
    (0..<count).map { vectors.row($0).reduce(0) { $0 + $1 * $1 } }
  }

  /// The class of the largest affinity, the first of equals, that of the row itself left out.
  private func nearest(_ affinities: [Float], _ own: Int?) -> Int32? {
    var best: (affinity: Float, label: Int32)?
    for (index, affinity) in affinities.enumerated() where numbers[index] != own {
      guard affinity.isFinite else { return nil }
      if best.map({ affinity > $0.affinity }) ?? true { best = (affinity, labels[index]) }
    }
    return best?.label
  }

  private func mark(_ label: Int32?, in scores: inout [Float], at row: Int) {
    guard let label, (0..<classes).contains(Int(label)) else {
      for place in row * classes..<(row + 1) * classes { scores[place] = .nan }
      return
    }
    scores[row * classes + Int(label)] = 1
  }
}

extension Sequence<Float> {
  /// The vector at length 1; one of zeros stays.
  fileprivate var ofUnitLength: [Float] {
    let length = reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return map { $0 / (length > 0 ? length : 1) }
  }
}
