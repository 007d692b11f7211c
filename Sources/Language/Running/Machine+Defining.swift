extension Machine {
  /// A formula with its name: defaults are computed now, and variables it uses taken by value.
  func define(_ node: FormulaDefinitionNode) throws -> FormulaDefinition {
    try define(node, defaultOf: evaluate) { variable($0) }
  }

  /// As above, with other values for what only a running session knows.
  func define(
    _ node: FormulaDefinitionNode, defaultOf evaluate: (ExpressionNode) throws -> Value,
    variable: (String) -> Value?
  ) throws -> FormulaDefinition {
    let formula = Formula(node.body)
    let parameters = try node.parameters.map {
      FormulaParameter(
        name: $0.name, defaultValue: try $0.defaultValue.map(evaluate),
        defaultSpan: $0.defaultValue?.span)
    }
    let free = formula.names.subtracting(parameters.map(\.name.text))
    var captured: [String: Value] = [:]
    for name in free { captured[name] = variable(name) }
    return FormulaDefinition(
      name: node.name, parameters: parameters, formula: formula, captured: captured)
  }
}
