import Glibc

extension BuiltInFunction {
  /// Functions of one number.
  ///
  /// Outside their domain they give nan, as IEEE 754 has it.
  static let numeric: [BuiltInFunction] = [
    unary("abs", "Give the size of a number without its sign") { $0.magnitude },
    unary("sqrt", "Give the square root") { $0.squareRoot() },
    unary("exp", "Give e to the power of a number", Glibc.exp),
    unary("log", "Give the natural logarithm", Glibc.log),
    unary("log2", "Give the logarithm to base 2", Glibc.log2),
    unary("log10", "Give the logarithm to base 10", Glibc.log10),
    unary("sin", "Give the sine of an angle in radians", Glibc.sin),
    unary("cos", "Give the cosine of an angle in radians", Glibc.cos),
    unary("tan", "Give the tangent of an angle in radians", Glibc.tan),
    unary("tanh", "Give the hyperbolic tangent", Glibc.tanh),
    unary("floor", "Round down to a whole number", Glibc.floor),
    unary("ceil", "Round up to a whole number", Glibc.ceil),
    BuiltInFunction(
      "round", ["x", "places"], optional: 1,
      "Round to a whole number, or to so many decimal places; halves away from zero", round),
    BuiltInFunction("is_nan", ["x"], "Tell whether a number is nan") {
      .bool(try number($0[0], "is_nan").isNaN)
    },
  ]

  private static func unary(
    _ name: String, _ summary: String, _ function: @escaping @Sendable (Double) -> Double
  ) -> BuiltInFunction {
    BuiltInFunction(name, ["x"], summary) { .number(function(try number($0[0], name))) }
  }

  private static func round(_ arguments: [Value]) throws -> Value {
    let x = try number(arguments[0], "round")
    let places = arguments.count > 1 ? try whole(arguments[1], "round") : 0
    guard -300...300 ~= places else {
      throw LanguageError.outsideDomain(
        function: "round", expected: "at most 300 places", found: "\(places)")
    }
    let scale = pow(10, Double(places))
    let scaled = (x * scale).rounded(.toNearestOrAwayFromZero) / scale
    return .number(scaled.isFinite ? scaled : x)
  }

  static func number(_ value: Value, _ function: String) throws -> Double {
    if let number = value.asNumber { return number }
    throw LanguageError.outsideDomain(function: function, expected: "a number", found: value.sketch)
  }

  static func whole(_ value: Value, _ function: String) throws -> Int {
    if let whole = value.asNumber.flatMap(wholeNumber) { return whole }
    throw LanguageError.outsideDomain(
      function: function, expected: "a whole number", found: value.sketch)
  }

  static func text(_ value: Value, _ function: String) throws -> String {
    if let text = value.asText { return text }
    throw LanguageError.outsideDomain(function: function, expected: "a text", found: value.sketch)
  }

  /// The elements of a list or a range that is short enough to be one.
  static func list(_ value: Value, _ function: String) throws -> [Value] {
    if case .range(let range) = value, range.count > Limits().listCount {
      throw LanguageError.limit(.range, most: Limits().listCount)
    }
    if let list = value.asList { return list }
    throw LanguageError.outsideDomain(function: function, expected: "a list", found: value.sketch)
  }
}
