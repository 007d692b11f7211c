import Graphs
import Language

extension ArithmeticOperator {
  /// The operator between two graphs of one shape.
  ///
  /// The remainder has the sign of the divisor, as in the language: a - b floor(a / b).
  func build(_ a: Expression, _ b: Expression) throws -> Expression {
    switch self {
    case .add: try a + b
    case .subtract: try a - b
    case .multiply: try a * b
    case .divide: try a / b
    case .remainder: try a - b * floor(a / b)
    case .power: try Graphs.power(a, b)
    }
  }
}

extension ComparisonOperator {
  /// 1 where the comparison holds, else 0.
  func build(_ a: Expression, _ b: Expression) throws -> Expression {
    switch self {
    case .less: try Graphs.less(a, b)
    case .lessOrEqual: try Graphs.lessOrEqual(a, b)
    case .greater: try Graphs.greater(a, b)
    case .greaterOrEqual: try Graphs.greaterOrEqual(a, b)
    case .equal: try Graphs.equal(a, b)
    case .unequal: try notEqual(a, b)
    }
  }
}

extension FormulaValue {
  /// `true` or `false`.
  static func truth(_ truth: Bool) -> FormulaValue {
    FormulaValue(expression: .constant(truth ? 1 : 0), isCondition: true)
  }
}
