import DataSources
import Graphs
import Language
import Tensors

/// An array as an argument gives it: a file, or a list typed or kept in a variable.
struct ScoreArray {
  /// Numbers or names.
  enum Content {
    case numbers(DoubleArray)
    case names([String])
  }

  /// The values; those of rows of different lengths are filled up with zeros.
  private(set) var content: Content
  /// How long each row is, where the rows of a list differ.
  private(set) var lengths: [Int]?
  /// Whether it is a table of one column, which may be a list as well as a matrix.
  private(set) var isColumn = false
  /// Whether it is a table, of whatever columns.
  private(set) var isTable = false
  /// The names over the columns of a table.
  private(set) var columnNames: [String] = []
  /// The file's name without its folder; nil for lists.
  private(set) var fileName: String?

  /// Reads what was given for an argument: a path, a list, or a number for a single one.
  ///
  /// - Parameters:
  ///   - header: whether the first line of a table is names; nil: its values tell.
  ///   - allowsRagged: whether the rows of a list may differ in length.
  init(_ value: Value, header: Bool? = nil, allowsRagged: Bool = false) throws {
    if case .text(let path) = value {
      let file = try ArrayFile.read(path, header: header)
      switch file.content {
      case .numbers(let numbers):
        content = .numbers(DoubleArray(shape: Shape(file.shape), values: numbers))
      case .names(let names): content = .names(names)
      }
      isColumn = file.isColumn
      isTable = file.isTable
      columnNames = file.columnNames
      fileName = path.split(separator: "/").last.map(String.init) ?? path
    } else {
      let list = try NestedList(value, allowsRagged: allowsRagged)
      content = list.content
      lengths = list.lengths
    }
  }

  /// The sizes of the axes; names have one.
  var shape: Shape {
    switch content {
    case .numbers(let numbers): numbers.shape
    case .names(let names): [names.count]
    }
  }

  /// The numbers, if these are numbers.
  func numbers() throws -> DoubleArray {
    guard case .numbers(let numbers) = content else {
      throw Complaint("these are names, and numbers are needed")
    }
    return numbers
  }

  /// Whether this is a table whose first line counts the columns from 0, as pandas names those of
  /// an array.
  var seemsHeaded: Bool {
    guard isTable, columnNames.isEmpty, case .numbers(let numbers) = content else { return false }
    return numbers.values.prefix(numbers.shape[1]).elementsEqual(
      (0..<numbers.shape[1]).map(Double.init))
  }

  /// Takes a table of one column for a list, [n].
  mutating func flatten() {
    guard isColumn, case .numbers(let numbers) = content else { return }
    content = .numbers(DoubleArray(shape: [numbers.values.count], values: numbers.values))
  }
}
