/// Something that can be called: built in, written with `def`, or a formula given to a verb.
public struct Function: Sendable {
  /// Its name; a formula is called "formula".
  public let name: String

  /// The names of its parameters, in order.
  public let parameters: [String]

  let body: Body

  enum Body: Sendable {
    case builtIn(BuiltInFunction)
    case defined(FunctionDefinition)
    case formula(ExpressionNode)
    case named(FormulaDefinition)
  }

  init(_ function: BuiltInFunction) {
    name = function.name
    parameters = function.parameters
    body = .builtIn(function)
  }

  init(_ definition: FunctionDefinition) {
    name = definition.name.text
    parameters = definition.parameters.map(\.name.text)
    body = .defined(definition)
  }

  init(formula: ExpressionNode, over names: [String]) {
    name = "formula"
    parameters = names
    body = .formula(formula)
  }

  init(_ definition: FormulaDefinition) {
    name = definition.name.text
    parameters = definition.parameters.map(\.name.text)
    body = .named(definition)
  }

  var isVariadic: Bool {
    if case .builtIn(let function) = body { return function.isVariadic }
    return false
  }

  /// The formula with its name, if a verb was given one.
  public var definition: FormulaDefinition? {
    if case .named(let definition) = body { return definition }
    return nil
  }

  /// The formula as it is written; nil for other functions.
  public var source: String? {
    if case .formula(let node) = body { return node.span.text }
    return nil
  }
}
