import Glibc
import Graphs

extension FormulaFunction {
  /// The elementary functions of one number.
  static let elementary: [FormulaFunction] = [
    unary("abs", "|x|; its derivative at 0 is 0", abs),
    unary("exp", "e^x", exp),
    unary(
      "log", "The natural logarithm; log(cosh(x)), log(softmax(x)) and the like do not overflow",
      log),
    unary("log1p", "log(1 + x), exact for tiny x", log1p),
    unary("log2", "The logarithm to base 2") { try log($0) / Glibc.log(2) },
    unary("log10", "The logarithm to base 10") { try log($0) / Glibc.log(10) },
    unary("expm1", "e^x - 1, exact for tiny x", expm1),
    unary("sqrt", "The square root; its derivative at 0 is 0", sqrt),
    unary("square", "x^2", square),
    unary("sign", "-1, 0 or 1; its derivative is 0", sign),
    unary("sin", "The sine of an angle in radians", sin),
    unary("cos", "The cosine of an angle in radians", cos),
    unary("tan", "The tangent of an angle in radians", tan),
    unary("asin", "The angle with this sine; its derivative at -1 and 1 is 0", asin),
    unary("acos", "The angle with this cosine; its derivative at -1 and 1 is 0", acos),
    unary("atan", "The angle with this tangent", atan),
    unary("sinh", "The hyperbolic sine", sinh),
    unary("cosh", "The hyperbolic cosine", cosh),
    unary("tanh", "The hyperbolic tangent", tanh),
    unary("log_cosh", "log(cosh(x)) without overflow", logCosh),
    unary("sigmoid", "1 / (1 + e^-x)", sigmoid),
    unary("softplus", "log(1 + e^x) without overflow", softplus),
    unary("relu", "x where it is above 0, else 0; its derivative at 0 is 0", relu),
    unary("erf", "The error function", erf),
    unary("floor", "Down to a whole number; its derivative is 0", floor),
    unary("ceil", "Up to a whole number; its derivative is 0", ceil),
    unary("round", "To the nearest whole number; its derivative is 0", round),
  ]

  /// Functions of several numbers.
  static let shapes: [FormulaFunction] = [
    FormulaFunction(
      "where", ["condition", "a", "b"],
      "a where the condition holds, else b; what is not taken counts for nothing",
      .choice),
    FormulaFunction(
      "min", ["a", "b"], isVariadic: true, "The smallest; equal ones share the derivative",
      .elementwise { try $0.dropFirst().reduce($0[0]) { try minimum($0, $1) } }),
    FormulaFunction(
      "max", ["a", "b"], isVariadic: true, "The largest; equal ones share the derivative",
      .elementwise { try $0.dropFirst().reduce($0[0]) { try maximum($0, $1) } }),
    FormulaFunction(
      "clamp", ["x", "low", "high"], "x, but not below low nor above high",
      .elementwise { try minimum(maximum($0[0], $0[1]), $0[2]) }),
    FormulaFunction("pow", ["a", "b"], "a^b", .elementwise { try power($0[0], $0[1]) }),
    FormulaFunction(
      "xlogy", ["a", "b"], "a log(b), and 0 where a is 0", .elementwise { try xlogy($0[0], $0[1]) }),
  ]

  private static func unary(
    _ name: String, _ summary: String,
    _ build: @escaping @Sendable (Expression) throws -> Expression
  ) -> FormulaFunction {
    FormulaFunction(name, ["x"], summary, .elementwise { try build($0[0]) })
  }
}
