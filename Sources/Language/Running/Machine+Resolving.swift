// How an argument's expression becomes the value its parameter's kind promises. A bare name is read
// by the kind first: among the candidates it is that name; otherwise it is a variable.

extension Machine {
  func resolve(_ node: ExpressionNode, as kind: ParameterKind, for parameter: String) throws
    -> Value
  {
    try located(node.span) {
      if case .name(let name) = node.kind, let value = bareName(name, kind) { return value }
      if case .definition(let definition) = node.kind, kind.formulaRules != nil {
        return .function(Function(try define(definition)))
      }
      switch kind {
      case .catalogue(let categories): return try resolveCatalogue(node, categories, parameter)
      case .combination(let categories):
        return try resolveCombination(node, categories, parameter)
      case .list(let element): return try resolveList(node, element, parameter)
      case .either(let kinds): return try resolveEither(node, kinds, parameter)
      case .formula(let category): return .function(formula(node, over: category))
      default: break
      }
      let value = try evaluateArgument(node, kind, parameter)
      if let result = conform(value, to: kind) { return result }
      throw mismatch(value, kind, parameter)
    }
  }

  /// What a bare name means by its parameter's kind alone.
  private func bareName(_ name: String, _ kind: ParameterKind) -> Value? {
    switch kind {
    case .name(let category): session.candidates(category).contains(name) ? .text(name) : nil
    case .newName: variable(name) == nil ? .text(name) : nil
    case .choice(let choices): choices.contains { $0.name == name } ? .text(name) : nil
    default: nil
    }
  }

  private func evaluateArgument(
    _ node: ExpressionNode, _ kind: ParameterKind, _ parameter: String
  ) throws -> Value {
    guard case .name(let name) = node.kind, variable(name) == nil else { return try evaluate(node) }
    switch kind {
    case .name, .choice:
      if knownValue(of: name)?.asText == nil { return .symbol(name) }
    default:
      if knownValue(of: name) == nil, let error = unknownWord(name, kind, parameter) { throw error }
    }
    return try evaluate(node)
  }

  /// A bare word where its kind wants something else and nothing has that name.
  func unknownWord(_ name: String, _ kind: ParameterKind, _ parameter: String) -> LanguageError? {
    var hint: String?
    switch kind {
    case .text, .path: hint = quoted(name)
    case .flag: hint = ["no", "off", "False", "FALSE"].contains(name) ? "false" : "true"
    case .number, .integer: hint = nearestName(to: name, among: variableNames)
    default: return nil
    }
    return .unknownWord(parameter: parameter, name: name, expected: kind.phrase, hint: hint)
  }

  private func resolveList(
    _ node: ExpressionNode, _ kind: ParameterKind, _ parameter: String
  ) throws -> Value {
    if case .list(let elements) = node.kind {
      return .list(try elements.map { try resolve($0, as: kind, for: parameter) })
    }
    if case .name(let name) = node.kind, let list = variable(name)?.asList {
      return .list(
        try list.map {
          guard let value = conform($0, to: kind) else { throw mismatch($0, kind, parameter) }
          return value
        })
    }
    if !kind.categories.isEmpty { return .list([try resolve(node, as: kind, for: parameter)]) }
    if let value = bareIfName(node, kind) { return .list([value]) }
    let value = try evaluateArgument(node, kind, parameter)
    if let single = conform(value, to: kind) { return .list([single]) }
    guard let elements = value.asList else { throw mismatch(value, .list(kind), parameter) }
    return .list(
      try elements.map {
        guard let value = conform($0, to: kind) else { throw mismatch($0, kind, parameter) }
        return value
      })
  }

  private func bareIfName(_ node: ExpressionNode, _ kind: ParameterKind) -> Value? {
    if case .name(let name) = node.kind { return bareName(name, kind) }
    return nil
  }

  /// A bare word where a path or a name may stand: quotes were forgotten, or it is misspelt.
  private func unquotedText(
    _ node: ExpressionNode, _ kinds: [ParameterKind], _ parameter: String
  ) -> LanguageError? {
    guard case .name(let name) = node.kind, variable(name) == nil, knownValue(of: name) == nil,
      kinds.contains(where: { if case .path = $0 { true } else { false } })
    else { return nil }
    let names = kinds.flatMap { kind in
      if case .name(let category) = kind { session.candidates(category) } else { [String]() }
    }
    return .unknownWord(
      parameter: parameter, name: name, expected: ParameterKind.either(kinds).phrase,
      hint: quoted(nearestName(to: name, among: names) ?? name))
  }

  /// A bare word that means nothing and is nearly one of those the kinds take.
  private func misspeltWord(
    _ node: ExpressionNode, _ kinds: [ParameterKind], _ parameter: String
  ) -> LanguageError? {
    guard case .name(let name) = node.kind, variable(name) == nil, knownValue(of: name) == nil
    else { return nil }
    let words = kinds.flatMap { kind in
      switch kind {
      case .choice(let choices): choices.map(\.name)
      case .name(let category): session.candidates(category)
      default: [String]()
      }
    }
    guard let nearest = nearestName(to: name, among: words) else { return nil }
    return .unknownChoice(
      parameter: parameter, found: name, nearest: nearest, choices: Array(words.prefix(20)))
  }

  /// The first kind that fits.
  ///
  /// If none does, the error names them all; but the error of something from the catalogue, which
  /// says what is wrong inside, goes first.
  private func resolveEither(
    _ node: ExpressionNode, _ kinds: [ParameterKind], _ parameter: String
  ) throws -> Value {
    var inner: (any Error)?
    for kind in kinds {
      do { return try resolve(node, as: kind, for: parameter) } catch {
        if names(node, in: kind.categories) { inner = inner ?? error }
      }
    }
    if let inner { throw inner }
    if let error = unquotedText(node, kinds, parameter) ?? misspeltWord(node, kinds, parameter) {
      throw error
    }
    let found = (try? evaluate(node).sketch) ?? node.span.text
    throw LanguageError.wrongArgument(
      parameter, expected: ParameterKind.either(kinds).phrase, found: found)
  }

  /// Whether an expression names something of these categories, if perhaps in a wrong way.
  private func names(_ node: ExpressionNode, in categories: [String]) -> Bool {
    switch node.kind {
    case .name(let name):
      !catalogueEntries(name, in: categories).isEmpty || isMisspelt(name, in: categories)
    case .suffixed, .chain: !categories.isEmpty
    case .list, .arithmetic, .negation: node.parts.contains { names($0, in: categories) }
    default: false
    }
  }

  /// Whether a bare word that means nothing is nearly a name of these categories.
  private func isMisspelt(_ name: String, in categories: [String]) -> Bool {
    guard variable(name) == nil, knownValue(of: name) == nil else { return false }
    let known = categories.flatMap { session.catalogue($0).map(\.name) }
    return nearestName(to: name, among: known) != nil
  }

  /// A formula over the names of a category: those it uses are its parameters.
  private func formula(_ node: ExpressionNode, over category: String) -> Function {
    let names = session.candidates(category)
    let used = node.namesUsed()
    return Function(formula: node, over: names.filter(used.contains))
  }

  func mismatch(_ value: Value, _ kind: ParameterKind, _ parameter: String) -> LanguageError {
    let found = if case .symbol(let name) = value { name } else { value.sketch }
    switch kind {
    case .choice(let choices):
      let names = choices.map(\.name)
      let nearest = value.asName.flatMap { nearestName(to: $0, among: names) }
      return .unknownChoice(parameter: parameter, found: found, nearest: nearest, choices: names)
    case .name(let category):
      let names = session.candidates(category)
      if names.isEmpty {
        return .noCandidates(parameter: parameter, category: category, found: found)
      }
      guard let name = value.asName else { break }
      return .unknownChoice(
        parameter: parameter, found: found, nearest: nearestName(to: name, among: names),
        choices: Array(names.prefix(20)))
    default: break
    }
    return .wrongArgument(parameter, expected: kind.phrase, found: found)
  }
}
