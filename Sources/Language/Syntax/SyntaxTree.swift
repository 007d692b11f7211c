// The syntax tree. Chains of operators, suffixes and branches are flat lists and not nested nodes,
// so that the depth of a tree is the depth of the brackets and blocks written, which is limited:
// nothing that walks or frees a tree can run out of stack.

/// A name where it is written.
public struct Name: Sendable {
  /// The name.
  public let text: String
  /// Where it is written.
  public let span: Span
}

/// An expression.
struct ExpressionNode: Sendable {
  let span: Span
  let kind: Kind

  indirect enum Kind: Sendable {
    case none
    case bool(Bool)
    case number(Double)
    case text([TextPart])
    case name(String)
    case list([ExpressionNode])
    case range(ExpressionNode, ExpressionNode)
    /// Operators of one precedence, from left to right.
    case arithmetic(ExpressionNode, [ArithmeticStep])
    /// Right-associative: the operands of `a ^ b ^ c` in order.
    case power([PowerOperand])
    case negation(ExpressionNode)
    case comparison(ComparisonOperator, ExpressionNode, ExpressionNode)
    case not(ExpressionNode)
    case and([ExpressionNode])
    case or([ExpressionNode])
    case suffixed(ExpressionNode, [Suffix])
    case chain([ExpressionNode])
    /// `name(parameters) = formula`; only as the first argument of a verb that takes one.
    case definition(FormulaDefinitionNode)
    /// What could not be parsed; its mistake has been reported.
    case broken
  }
}

/// A piece of a text literal.
enum TextPart: Sendable {
  case literal(String)
  case expression(ExpressionNode)
}

/// An operand of `^`; a minus sign before an exponent takes in the powers after it.
struct PowerOperand: Sendable {
  let isNegative: Bool
  let value: ExpressionNode
}

/// An arithmetic operator and its right operand.
struct ArithmeticStep: Sendable {
  let operation: ArithmeticOperator
  let operand: ExpressionNode
}

/// The operators between two numbers, by their signs.
public enum ArithmeticOperator: String, Sendable {
  /// `a + b`.
  case add = "+"
  /// `a - b`.
  case subtract = "-"
  /// `a * b`.
  case multiply = "*"
  /// `a / b`.
  case divide = "/"
  /// `a % b`, with the sign of b.
  case remainder = "%"
  /// `a ^ b`.
  case power = "^"
}

/// The comparisons, by their signs.
public enum ComparisonOperator: String, Sendable {
  /// `a == b`.
  case equal = "=="
  /// `a != b`.
  case unequal = "!="
  /// `a < b`.
  case less = "<"
  /// `a <= b`.
  case lessOrEqual = "<="
  /// `a > b`.
  case greater = ">"
  /// `a >= b`.
  case greaterOrEqual = ">="
}

/// What may follow an operand: `.field`, `[index]`, `(arguments)`.
struct Suffix: Sendable {
  let span: Span
  let kind: Kind

  enum Kind: Sendable {
    case field(String)
    case index(ExpressionNode)
    case call([ArgumentNode])
  }
}

/// One argument of a call or a verb; options have a name.
struct ArgumentNode: Sendable {
  let name: Name?
  let value: ExpressionNode

  var span: Span { name.map { $0.span.joined(with: value.span) } ?? value.span }
}

/// A statement.
struct StatementNode: Sendable {
  let span: Span
  let kind: Kind

  indirect enum Kind: Sendable {
    case prose(String)
    case command(Name, [ArgumentNode])
    case expression(ExpressionNode)
    case bind(Name, StatementNode)
    case assign(Name, StatementNode)
    case forEach(Name, ExpressionNode, [StatementNode])
    case whileTrue(ExpressionNode, [StatementNode])
    case ifElse([Branch], otherwise: [StatementNode])
    case define(FunctionDefinition)
    case giveBack(StatementNode?)
    case leaveLoop
    case nextRound
    case source(ExpressionNode)
    case assert(ExpressionNode, ExpressionNode?)
    case time(StatementNode)
    /// What could not be parsed, with the statements of its blocks; its mistake has been reported.
    case broken([StatementNode])
  }
}

/// One `if` or `else if` with its block.
struct Branch: Sendable {
  let condition: ExpressionNode
  let body: [StatementNode]
}

/// A function written with `def`.
final class FunctionDefinition: Sendable {
  let name: Name
  let parameters: [FunctionParameter]
  let body: [StatementNode]

  init(name: Name, parameters: [FunctionParameter], body: [StatementNode]) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A formula with a name, as a verb may take one.
final class FormulaDefinitionNode: Sendable {
  let name: Name
  let parameters: [FunctionParameter]
  let body: ExpressionNode

  init(name: Name, parameters: [FunctionParameter], body: ExpressionNode) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A parameter of a function written with `def`, or of a formula.
struct FunctionParameter: Sendable {
  let name: Name
  let defaultValue: ExpressionNode?
}
