extension Checker {
  func checkCommand(_ verb: Name, _ arguments: [ArgumentNode]) {
    guard let command = interpreter.commands[verb.text] else { return }
    checkArguments(arguments, command.parameters, of: verb)
  }

  /// A call from the catalogue must fit one of the entries of its name.
  func checkConstructor(_ name: Name, _ arguments: [ArgumentNode], _ entries: [CatalogueEntry]) {
    let fitting = entries.first { entry in
      guard let parameters = entry.parameters else { return true }
      return (try? ArgumentSlots(arguments, to: parameters, of: name.text, at: name.span)) != nil
    }
    guard let parameters = (fitting ?? entries[0]).parameters else {
      return arguments.forEach { check($0.value) }
    }
    checkArguments(arguments, parameters, of: name)
  }

  private func checkArguments(
    _ arguments: [ArgumentNode], _ parameters: [Parameter], of owner: Name
  ) {
    recording(at: owner.span) {
      let slots = try ArgumentSlots(arguments, to: parameters, of: owner.text, at: owner.span)
      for slot in slots.slots {
        for node in slot.nodes { check(node, as: slot.parameter.kind, for: slot.parameter.name) }
      }
    }
  }

  private func check(_ node: ExpressionNode, as kind: ParameterKind, for parameter: String) {
    if case .definition(let definition) = node.kind, let rules = kind.formulaRules {
      return checkDefinition(definition, rules)
    }
    if case .either(let kinds) = kind, kind.formulaRules != nil {
      let others = kinds.filter { $0.formulaRules == nil }
      let rest = others.count == 1 ? others[0] : ParameterKind.either(others)
      return check(node, as: rest, for: parameter)
    }
    if dependsOnSession(kind) { return noteNames(node, kind) }
    if literal(node) != nil {
      noteNames(node, kind)
      return recording(at: node.span) { _ = try machine.resolve(node, as: kind, for: parameter) }
    }
    switch (kind, node.kind) {
    case (.list(let element), .list(let nodes)):
      for node in nodes { check(node, as: element, for: parameter) }
    case (.list(let element), _) where !element.categories.isEmpty:
      check(node, as: element, for: parameter)
    case (.catalogue(let categories), _): checkCatalogue(node, categories, parameter)
    case (.combination(let categories), _): checkCombination(node, categories, parameter)
    case (.choice(let choices), .name(let name)):
      if choices.contains(where: { $0.name == name }) || isBound(name) { return }
      report(machine.mismatch(.symbol(name), kind, parameter), at: node.span)
    case (_, .name(let name)):
      if isKnown(name) { return }
      guard let error = machine.unknownWord(name, kind, parameter) else { return check(node) }
      report(error, at: node.span)
    default: check(node)
    }
  }

  /// Kinds whose names only the running session knows.
  private func dependsOnSession(_ kind: ParameterKind) -> Bool {
    switch kind {
    case .name, .newName, .formula: true
    case .list(let element): dependsOnSession(element)
    case .either(let kinds): kinds.contains(where: dependsOnSession)
    default: false
    }
  }

  func isBound(_ name: String) -> Bool { anythingIsPossible || variables.contains(name) }

  /// Remembers names that come into being by an argument, such as `name="plain"`.
  private func noteNames(_ node: ExpressionNode, _ kind: ParameterKind) {
    switch node.kind {
    case .name(let name): if case .newName = kind { possibleNames.insert(name) }
    case .text(let parts):
      for part in parts {
        switch part {
        case .literal(let text): possibleNames.insert(text)
        case .expression: anythingIsPossible = true
        }
      }
    default: if case .newName = kind { anythingIsPossible = true }
    }
  }

  func checkCatalogue(_ node: ExpressionNode, _ categories: [String], _ parameter: String) {
    switch node.kind {
    case .chain(let parts):
      for part in parts { checkCatalogue(part, categories, parameter) }
    case .name(let name) where !isBound(name):
      checkConstructor(Name(text: name, span: node.span), [], in: categories)
    case .suffixed(let base, let suffixes):
      if case .name(let name) = base.kind, suffixes.count == 1, !isBound(name),
        case .call(let arguments) = suffixes[0].kind
      {
        return checkConstructor(Name(text: name, span: base.span), arguments, in: categories)
      }
      check(node)
    default: check(node)
    }
  }

  private func checkConstructor(_ name: Name, _ arguments: [ArgumentNode], in categories: [String])
  {
    let entries = entries(name.text, in: categories)
    if !entries.isEmpty { return checkConstructor(name, arguments, entries) }
    if possibleNames.contains(name.text) { return }
    report(machine.notInCatalogue(name.text, categories), at: name.span)
  }
}
