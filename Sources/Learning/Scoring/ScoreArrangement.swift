import Graphs
import Tensors

/// How arrays lie inside the graph: their rows first.
///
/// Numbers without an axis are one row, a list is a column, and rows of several axes are taken as
/// one long row each; predictions of sequences keep their axes, the batch first. Gradients and
/// values go back the same way.
struct ScoreArrangement: Equatable {
  /// The shape as given.
  let given: Shape
  /// The shape in the graph.
  let inside: Shape
  /// The shape as given, with an axis for the batch where a single example came without one.
  private let whole: Shape
  /// Which axis of `whole` each axis of the graph is.
  private let order: [Int]

  /// Rows first, then one axis of numbers.
  init(rowsOf shape: Shape) {
    given = shape
    let rows = shape.rank == 0 ? 1 : shape[0]
    inside = [rows, shape.dimensions.dropFirst().reduce(1, *)]
    (whole, order) = (inside, [0, 1])
  }

  /// The axes of a layout, the batch first; nil for another number of axes.
  ///
  /// - Parameter isSingle: whether the axis for the batch may be missing.
  init?(_ shape: Shape, _ layout: LossLayout, isSingle: Bool) {
    var sizes = shape.dimensions
    if isSingle, sizes.count == layout.axes.count - 1,
      let batch = layout.axes.firstIndex(of: "batch")
    {
      sizes.insert(1, at: batch)
    }
    guard sizes.count == layout.axes.count else { return nil }
    given = shape
    whole = Shape(sizes)
    order = layout.batchFirst
    inside = Shape(order.map { sizes[$0] })
  }

  /// An array as the graph reads it.
  func inward(_ array: DoubleArray) -> DoubleArray {
    DoubleArray(shape: whole, values: array.values).transposed(order)
  }

  /// An array of the graph in the shape of the predictions.
  func outward(_ array: DoubleArray) -> DoubleArray {
    DoubleArray(
      shape: given,
      values: DoubleArray(shape: inside, values: array.values).transposed(inverse(order)).values)
  }
}

extension DoubleArray {
  /// The number of rows: the length of the first axis, 1 for a number without one.
  var rowCount: Int { shape.rank == 0 ? 1 : shape[0] }

  /// Where an element stands, for a message: "row 2", "row 2, column 3", "element [2, 3, 1]",
  /// "time 2, batch 3, class 1".
  ///
  /// - Parameter axes: the names of the axes; those of rows and columns when nil.
  func place(_ position: Int, axes: [String]? = nil) -> String {
    switch shape.rank {
    case let rank where axes?.count == rank && rank > 2:
      return zip(axes ?? [], index(position)).map { "\($0) \($1)" }.joined(separator: ", ")
    case 0: return "the number"
    case 1: return "row \(position + 1)"
    case 2:
      let columns = max(1, shape[1])
      return "row \(position / columns + 1), column \(position % columns + 1)"
    default: return "element \(index(position))"
    }
  }

  /// The place of an element along each axis, counted from 1.
  private func index(_ position: Int) -> [Int] {
    var rest = position
    return shape.dimensions.reversed().map { size -> Int in
      defer { rest /= max(1, size) }
      return rest % max(1, size) + 1
    }.reversed()
  }

  /// Refuses numbers that are infinite or none at all.
  func checkFinite(_ argument: String, axes: [String]? = nil) throws {
    // x − x is 0 for every finite number only: one pass without a branch finds most arrays clean.
    guard values.reduce(0, { $0 + ($1 - $1) }) != 0 else { return }
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw ScoreError.notFinite(
      argument: argument, place: place(bad, axes: axes), value: values[bad])
  }

  /// Refuses numbers outside 0 to 1.
  func checkProbabilities(_ argument: String) throws {
    guard let bad = values.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) else { return }
    throw ScoreError.notAProbability(
      argument: argument, place: place(bad), value: values[bad],
      areSigns: values.allSatisfy { $0 == 1 || $0 == -1 })
  }

  /// Refuses rows that do not sum to 1 within a thousandth, as single precision may leave them.
  func checkDistributions(_ argument: String) throws {
    try checkProbabilities(argument)
    for index in 0..<rows {
      let sum = row(index).reduce(0, +)
      guard abs(sum - 1) <= 1e-3 else {
        throw ScoreError.notADistribution(argument: argument, row: index + 1, sum: sum)
      }
    }
  }
}
