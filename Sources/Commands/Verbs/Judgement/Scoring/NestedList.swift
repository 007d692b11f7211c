import Graphs
import Language
import Tensors

/// A list of the language as an array: lists of lists must agree in length, but for the rows of
/// label sequences.
struct NestedList {
  let content: ScoreArray.Content
  private(set) var lengths: [Int]?

  /// Reads a number, a list of numbers or names, or lists of lists.
  ///
  /// - Throws: `Complaint` for anything else.
  init(_ value: Value, allowsRagged: Bool) throws {
    if let names = value.asList?.compactMap(\.asName), !names.isEmpty,
      names.count == value.asList?.count
    {
      content = .names(names)
    } else if allowsRagged, let rows = Self.raggedRows(value) {
      let width = rows.map(\.count).max() ?? 0
      content = .numbers(
        DoubleArray(
          shape: [rows.count, width],
          values: rows.flatMap { $0 + Array(repeating: 0, count: width - $0.count) }))
      lengths = rows.map(\.count)
    } else {
      var shape: [Int] = []
      var values: [Double] = []
      try Self.collect(value, depth: 0, &shape, &values)
      content = .numbers(DoubleArray(shape: Shape(shape), values: values))
    }
  }

  /// Rows of numbers that differ in length; nil for anything else.
  private static func raggedRows(_ value: Value) -> [[Double]]? {
    guard let rows = value.asList?.map({ $0.asList?.compactMap(\.asScore) }) else { return nil }
    let complete = zip(rows, value.asList ?? []).compactMap { row, value in
      row?.count == value.asList?.count ? row : nil
    }
    return complete.count == rows.count && Set(complete.map(\.count)).count > 1 ? complete : nil
  }

  /// Appends the numbers of a value; the first ones met fix the shape.
  private static func collect(
    _ value: Value, depth: Int, _ shape: inout [Int], _ values: inout [Double]
  ) throws {
    if let number = value.asScore {
      guard depth == shape.count else {
        throw Complaint("numbers stand beside lists", hint: "give every row as a list of numbers")
      }
      values.append(number)
      return
    }
    guard let list = value.asList else {
      throw Complaint(
        "an array cannot hold \(value.kindName)", hint: "a file in quotes, or a list of numbers")
    }
    if depth == shape.count, values.isEmpty { shape.append(list.count) }
    guard depth < shape.count else {
      throw Complaint("numbers stand beside lists", hint: "give every row as a list of numbers")
    }
    guard shape[depth] == list.count else {
      throw Complaint(
        "the rows differ in length: \(shape[depth]) and \(list.count)",
        hint: "give every row as many numbers")
    }
    for element in list { try collect(element, depth: depth + 1, &shape, &values) }
  }
}

extension Value {
  /// A number of an array; true and false count as 1 and 0.
  fileprivate var asScore: Double? { asNumber ?? asBool.map { $0 ? 1 : 0 } }
}
