/// A function of the language, declared with what help shows of it.
public struct BuiltInFunction: Sendable {
  /// Its name.
  public let name: String

  /// One line, imperative.
  public let summary: String

  /// Names of its parameters, in order; optional ones last.
  public let parameters: [String]

  /// How many arguments it takes; without end if it takes any number.
  public let arity: ClosedRange<Int>

  /// Computes the result; the caller gives errors their place.
  let evaluate: @Sendable ([Value]) throws -> Value

  init(
    _ name: String, _ parameters: [String], optional: Int = 0, variadic: Bool = false,
    _ summary: String, _ evaluate: @escaping @Sendable ([Value]) throws -> Value
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    arity = (parameters.count - optional)...(variadic ? Int.max : parameters.count)
    self.evaluate = evaluate
  }

  /// How a call is written, such as "round(x, places)".
  public var usage: String {
    "\(name)(\(parameters.joined(separator: ", "))\(isVariadic ? ", ..." : ""))"
  }

  var isVariadic: Bool { arity.upperBound == .max }

  /// Every built-in function, grouped as help shows them.
  public static let all: [BuiltInFunction] = numeric + aggregate + listing + converting

  /// Numbers with names; variables and the session's names go before them.
  public static let constants: [String: Double] = ["pi": .pi]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static func named(_ name: String) -> BuiltInFunction? { byName[name] }
}
