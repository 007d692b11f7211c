extension BuiltInFunction {
  /// Functions from one kind of value to another.
  static let converting: [BuiltInFunction] = [
    BuiltInFunction(
      "text", ["x", "places"], optional: 1,
      "Give a value as text, a number with so many decimal places if told", toText),
    BuiltInFunction("number", ["text"], "Read a number from a text", toNumber),
    BuiltInFunction("is_none", ["x"], "Tell whether a value is none") { .bool($0[0] == .none) },
    BuiltInFunction("kind", ["x"], "Tell what kind of value something is") {
      .text(String($0[0].kindName.split(separator: " ").last ?? "none"))
    },
  ]

  private static func toText(_ arguments: [Value]) throws -> Value {
    guard arguments.count > 1 else {
      return .text(arguments[0].text(atMost: Limits().textBytes))
    }
    let places = try whole(arguments[1], "text")
    guard 0...100 ~= places else {
      throw LanguageError.outsideDomain(
        function: "text", expected: "0 to 100 places", found: "\(places)")
    }
    return .text(fixedText(try number(arguments[0], "text"), places: places))
  }

  private static func toNumber(_ arguments: [Value]) throws -> Value {
    if case .number = arguments[0] { return arguments[0] }
    let source = try text(arguments[0], "number")
    let trimmed = source.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
      .reversed()
    if let number = Double(String(trimmed)) { return .number(number) }
    throw LanguageError.notConvertible(quoted(source), to: "a number")
  }
}
