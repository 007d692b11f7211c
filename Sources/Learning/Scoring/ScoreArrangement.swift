import Graphs
import Tensors

/// How arrays lie inside the graph: their rows first, one axis of numbers behind it.
///
/// Numbers without an axis are one row, a list is a column, and rows of several axes are taken as
/// one long row each. Gradients and values go back the same way.
struct ScoreArrangement: Equatable {
  /// The shape as given.
  let given: Shape
  /// The shape in the graph.
  let inside: Shape

  /// Rows first, then one axis of numbers.
  init(rowsOf shape: Shape) {
    given = shape
    let rows = shape.rank == 0 ? 1 : shape[0]
    inside = [rows, shape.dimensions.dropFirst().reduce(1, *)]
  }

  /// An array as the graph reads it.
  func inward(_ array: DoubleArray) -> DoubleArray {
    DoubleArray(shape: inside, values: array.values)
  }

  /// An array of the graph in the shape of the predictions.
  func outward(_ array: DoubleArray) -> DoubleArray {
    DoubleArray(shape: given, values: array.values)
  }
}

extension DoubleArray {
  /// The number of rows: the length of the first axis, 1 for a number without one.
  var rowCount: Int { shape.rank == 0 ? 1 : shape[0] }

  /// Where an element stands, for a message: "row 2", "row 2, column 3", "element [2, 3, 1]".
  func place(_ position: Int) -> String {
    switch shape.rank {
    case 0: return "the number"
    case 1: return "row \(position + 1)"
    case 2:
      let columns = max(1, shape[1])
      return "row \(position / columns + 1), column \(position % columns + 1)"
    default:
      var rest = position
      let index = shape.dimensions.reversed().map { size -> Int in
        defer { rest /= max(1, size) }
        return rest % max(1, size) + 1
      }
      return "element [" + index.reversed().map(String.init).joined(separator: ", ") + "]"
    }
  }

  /// Refuses numbers that are infinite or none at all.
  func checkFinite(_ argument: String) throws {
    // x − x is 0 for every finite number only: one pass without a branch finds most arrays clean.
    guard values.reduce(0, { $0 + ($1 - $1) }) != 0 else { return }
    guard let bad = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw ScoreError.notFinite(argument: argument, place: place(bad), value: values[bad])
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
