import Graphs
import Language

/// A function that a formula may call: what help shows of it, and how it is built.
struct FormulaFunction: Sendable {
  /// How it treats its arguments.
  enum Kind: Sendable {
    /// Element by element; arguments of one number per row are repeated along the outputs.
    case elementwise(@Sendable ([Expression]) throws -> Expression)
    /// Along the outputs of each row, to one number per row or to as many as there are outputs.
    case alongRow(@Sendable (Expression) throws -> Expression)
    /// `where`, whose branches are built under its condition.
    case choice
  }

  /// Its name.
  let name: String
  /// The names of its parameters.
  let parameters: [String]
  /// Whether the last parameter may be repeated.
  let isVariadic: Bool
  /// One line, imperative.
  let summary: String
  /// How it is built.
  let kind: Kind

  init(
    _ name: String, _ parameters: [String], isVariadic: Bool = false, _ summary: String,
    _ kind: Kind
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.summary = summary
    self.kind = kind
  }

  /// How a call is written: "clamp(x, low, high)".
  var usage: String { "\(name)(\(parameters.joined(separator: ", "))\(isVariadic ? ", ..." : ""))" }

  /// Whether it can be called with so many arguments.
  func takes(_ count: Int) -> Bool {
    count == parameters.count || (isVariadic && count > parameters.count)
  }
}

extension FormulaFunction {
  /// Every function, grouped as help shows them.
  static let all: [FormulaFunction] = elementary + shapes + rowwise

  private static let byName = Dictionary(grouping: all, by: \.name)

  /// The functions of a name: min and max are two each, of one and of several arguments.
  static func named(_ name: String) -> [FormulaFunction] { byName[name] ?? [] }

  /// The function called through a dot, as `torch.abs(x)` and `x.abs()` call one elsewhere.
  static func mentioned(in text: String) -> String? {
    all.first { text.contains(".\($0.name)(") }?.usage
  }

  /// The names, each once.
  static let names: [String] = all.map(\.name).unique
}
