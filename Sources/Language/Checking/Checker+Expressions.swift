extension Checker {
  func check(_ node: ExpressionNode) {
    switch node.kind {
    case .name(let name): checkName(name, node.span)
    case .suffixed(let base, let suffixes): checkSuffixed(base, suffixes)
    case .not(let operand): checkCondition(operand)
    case .and(let operands), .or(let operands): operands.forEach(checkCondition)
    case .text(let parts):
      for case .literal(let text) in parts { possibleNames.insert(text) }
      node.parts.forEach(check)
    default: node.parts.forEach(check)
    }
  }

  func checkCondition(_ node: ExpressionNode) {
    if let value = literal(node), value.asBool == nil {
      return report(.needsCondition(found: value.sketch), at: node.span)
    }
    check(node)
  }

  private func checkName(_ name: String, _ span: Span) {
    if isKnown(name) { return }
    if interpreter.commands[name] != nil { return report(.verbInExpression(name), at: span) }
    let names = variables.sorted() + machine.namesInReach
    report(.unknownName(name, nearest: nearestName(to: name, among: names)), at: span)
  }

  func isKnown(_ name: String) -> Bool {
    anythingIsPossible || variables.contains(name) || possibleNames.contains(name) || name == "_"
      || name == "out" || machine.knownValue(of: name) != nil
      || defined.contains { $0.name == name }
  }

  private func checkSuffixed(_ base: ExpressionNode, _ suffixes: [Suffix]) {
    var rest = suffixes[...]
    if case .name(let name) = base.kind, case .call(let arguments)? = suffixes.first?.kind {
      rest = rest.dropFirst()
      checkCall(Name(text: name, span: base.span), arguments)
    } else {
      check(base)
    }
    for suffix in rest {
      switch suffix.kind {
      case .field: break
      case .index(let node): check(node)
      case .call(let arguments): arguments.forEach { check($0.value) }
      }
    }
  }

  private func checkCall(_ name: Name, _ arguments: [ArgumentNode]) {
    let entries = entries(name.text, in: session.catalogueCategories)
    let builtIn = BuiltInFunction.named(name.text)
    if let definition = functions[name.text] {
      arguments.forEach { check($0.value) }
      return checkArity(Function(definition), arguments, name)
    }
    if variables.contains(name.text) { return arguments.forEach { check($0.value) } }
    if let builtIn, entries.isEmpty || (arguments.count == 1 && arguments[0].name == nil) {
      arguments.forEach { check($0.value) }
      return checkArity(Function(builtIn), arguments, name)
    }
    if !entries.isEmpty { return checkConstructor(name, arguments, entries) }
    arguments.forEach { check($0.value) }
    if anythingIsPossible { return }
    let error =
      interpreter.commands[name.text] == nil ? unknown(name.text) : .verbInExpression(name.text)
    report(error, at: name.span)
  }

  private func unknown(_ name: String) -> LanguageError {
    let names =
      functions.keys.sorted() + BuiltInFunction.all.map(\.name)
      + session.catalogueCategories.flatMap { session.catalogue($0).map(\.name) }
    return .unknownFunction(name, nearest: nearestName(to: name, among: names))
  }

  private func checkArity(_ function: Function, _ arguments: [ArgumentNode], _ name: Name) {
    for argument in arguments {
      guard let option = argument.name, !function.parameters.contains(option.text) else { continue }
      report(
        .unknownOption(
          option.text, of: function.name,
          nearest: nearestName(to: option.text, among: function.parameters),
          options: function.parameters), at: option.span)
      return
    }
    if !function.arity.contains(arguments.count) {
      report(function.arityError(found: arguments.count), at: name.span)
    }
  }

  /// The value of an expression that is written out; nil for any other.
  func literal(_ node: ExpressionNode) -> Value? {
    switch node.kind {
    case .none, .bool, .number: break
    case .text(let parts):
      for case .expression in parts { return nil }
    case .negation(let inner):
      guard case .number = inner.kind else { return nil }
    case .list(let nodes):
      guard nodes.allSatisfy({ literal($0) != nil }) else { return nil }
    default: return nil
    }
    return try? machine.evaluate(node)
  }
}
