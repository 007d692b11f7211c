import Glibc

/// What the operators do to values.
enum Operators {
  /// `+ - * / % ^` on numbers as IEEE doubles, so that 1 / 0 is infinity; `+` also joins texts and
  /// lists.
  ///
  /// The remainder has the sign of the divisor: -1 % 3 is 2.
  static func apply(
    _ operation: ArithmeticOperator, _ left: Value, _ right: Value, _ limits: Limits
  ) throws -> Value {
    if case .number(let a) = left, case .number(let b) = right {
      return .number(number(operation, a, b))
    }
    if operation == .add, let joined = try join(left, right, limits) { return joined }
    throw LanguageError.needsNumbers(
      operation: operation.rawValue, left: left.sketch, right: right.sketch)
  }

  private static func number(_ operation: ArithmeticOperator, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .power: return pow(a, b)
    case .remainder:
      let rest = fmod(a, b)
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
    }
  }

  private static func join(_ left: Value, _ right: Value, _ limits: Limits) throws -> Value? {
    if case .text(let a) = left, case .text(let b) = right {
      guard a.utf8.count + b.utf8.count <= limits.textBytes else {
        throw LanguageError.limit(.text, most: limits.textBytes)
      }
      return .text(a + b)
    }
    guard case .list(let a) = left, case .list(let b) = right else { return nil }
    guard a.count + b.count <= limits.listCount else {
      throw LanguageError.limit(.list, most: limits.listCount)
    }
    return .list(a + b)
  }

  static func negate(_ value: Value) throws -> Value {
    guard case .number(let number) = value else {
      throw LanguageError.needsNumber(operation: "-", found: value.sketch)
    }
    return .number(-number)
  }

  /// Any two values are equal or not; numbers and texts have an order.
  static func compare(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) throws
    -> Bool
  {
    switch comparison {
    case .equal: return left == right
    case .unequal: return left != right
    default: break
    }
    switch (left, right) {
    case (.number(let a), .number(let b)): return order(comparison, a, b)
    case (.text(let a), .text(let b)): return order(comparison, a, b)
    default: throw LanguageError.notComparable(left.sketch, right.sketch)
    }
  }

  private static func order<T: Comparable>(_ comparison: ComparisonOperator, _ a: T, _ b: T) -> Bool
  {
    switch comparison {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    case .unequal: a != b
    }
  }
}
