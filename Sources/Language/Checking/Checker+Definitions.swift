extension Checker {
  /// The catalogue's entries of a name, those added by the program looked at included.
  func entries(_ name: String, in categories: [String]) -> [CatalogueEntry] {
    let added = defined.last { $0.name == name && categories.contains($0.category) }
    return added.map { [$0] } ?? machine.catalogueEntries(name, in: categories)
  }

  /// A formula with its name: looked at by the verb's own rules, with the number 1 for variables
  /// whose values only a run can know.
  func checkDefinition(_ node: FormulaDefinitionNode, _ rules: FormulaRules) {
    for parameter in node.parameters {
      if let value = parameter.defaultValue { check(value) }
    }
    possibleNames.insert(node.name.text)
    recording(at: node.name.span) {
      let definition = try machine.define(node, defaultOf: { literal($0) ?? .number(1) }) {
        session.scope.variables[$0] ?? (variables.contains($0) ? .number(1) : nil)
      }
      do { defined.append(try rules.entry(definition)) } catch {
        // A name may come from a file that cannot be looked into.
        if !anythingIsPossible { throw error }
      }
    }
  }

  /// Remembers what the formulas in a function's body may define once it is called.
  func noteDefinitions(_ statement: StatementNode) {
    switch statement.kind {
    case .command(_, let arguments):
      for case .definition(let node) in arguments.map(\.value.kind) {
        possibleNames.insert(node.name.text)
      }
    case .bind(_, let inner), .assign(_, let inner), .time(let inner): noteDefinitions(inner)
    case .forEach(_, _, let body), .whileTrue(_, let body): body.forEach(noteDefinitions)
    case .ifElse(let branches, let otherwise):
      for body in branches.map(\.body) + [otherwise] { body.forEach(noteDefinitions) }
    default: break
    }
  }

  /// Summands with their weights.
  func checkCombination(_ node: ExpressionNode, _ categories: [String], _ parameter: String) {
    switch node.kind {
    case .arithmetic(let first, let steps):
      for part in [first] + steps.map(\.operand) { checkCombination(part, categories, parameter) }
    case .number: break
    case .name(let name) where entries(name, in: categories).isEmpty && isBound(name): break
    case .suffixed(let base, _):
      guard case .name(let name) = base.kind, entries(name, in: categories).isEmpty,
        BuiltInFunction.named(name) != nil || isBound(name)
      else { return checkCatalogue(node, categories, parameter) }
      check(node)
    default: checkCatalogue(node, categories, parameter)
    }
  }
}
