/// Finds what can stand at a place.
struct CompletionFinder<Session: InterpreterSession> {
  let interpreter: Interpreter<Session>
  let session: Session
  let place: CompletionPlace

  typealias Files = (_ prefix: String, _ extensions: [String]) -> [String]

  func candidates(files: Files) -> [Completion] {
    if place.isInText { return inText(files) }
    if let names = formulaNames { return names }
    if let path = place.fieldPath { return fields(path) }
    if let called = place.called { return inCall(called) }
    if place.beginsStatement { return statements }
    guard let head = place.head, let command = interpreter.commands[head.name] else {
      return expressionNames
    }
    return arguments(command, head.rest)
  }

  // MARK: Statements and names

  private var statements: [Completion] {
    interpreter.commands.all.map { Completion($0.name, $0.summary, .verb) }
      + (place.tokens.isEmpty
        ? LanguageForm.all.map { Completion($0.name, $0.summary, .verb) } : [])
      + expressionNames
  }

  private var expressionNames: [Completion] {
    session.scope.variables.keys.sorted().map { Completion($0, "", .name) }
      + session.names.map { Completion($0, "", .name) }
      + BuiltInFunction.all.map { Completion($0.name, $0.summary, .name) }
      + entries(of: session.catalogueCategories)
  }

  private func entries(of categories: [String]) -> [Completion] {
    categories.flatMap { session.catalogue($0).map { Completion($0.name, $0.summary, .value) } }
  }

  private func fields(_ path: [String]) -> [Completion] {
    var value = session.scope.variables[path[0]] ?? session.lookup(path[0])
    if path[0] == "_" { value = session.scope.last }
    for name in path.dropFirst() {
      guard case .record(let record)? = value else { return [] }
      value = record[name]
    }
    guard case .record(let record)? = value else { return [] }
    return record.names.map { Completion($0, "", .name) }
  }

  // MARK: Arguments

  private func inCall(_ name: String) -> [Completion] {
    let entries = session.catalogueCategories.flatMap { session.catalogue($0) }
      .filter { $0.name == name }
    guard let parameters = entries.first?.parameters else { return expressionNames }
    if let option = place.optionBeingGiven {
      guard let parameter = parameters.first(where: { $0.name == option }) else {
        return expressionNames
      }
      return values(parameter.kind)
    }
    let options = parameters.map { Completion($0.name + "=", $0.summary, .option) }
    return place.word.isEmpty ? options : options + expressionNames
  }

  private func arguments(_ command: Command<Session>, _ rest: [Token]) -> [Completion] {
    if let option = place.optionBeingGiven {
      guard let parameter = command.parameters.first(where: { $0.name == option }) else {
        return []
      }
      return values(parameter.kind)
    }
    if let keyword = keyword(command, rest) { return values(keyword.kind) }
    if rest.last?.kind == .symbol(.arrow) { return catalogueOfPositionals(command) }
    if place.isInBrackets { return bracketed(command, rest) }
    let given = givenArguments(command, rest)
    let positional = nextPositional(command, given).map { values($0.kind) } ?? []
    let named = command.parameters.filter {
      ($0.style == .option || $0.style == .keyword) && !given.names.contains($0.name)
    }
    return positional
      + named.map {
        Completion($0.style == .keyword ? $0.name : $0.name + "=", $0.summary, .option)
      }
  }

  private func keyword(_ command: Command<Session>, _ rest: [Token]) -> Parameter? {
    guard case .name(let word)? = rest.last?.kind else { return nil }
    return command.parameters.first { $0.style == .keyword && $0.name == word }
  }

  private func catalogueOfPositionals(_ command: Command<Session>) -> [Completion] {
    let categories = command.parameters.flatMap(\.kind.categories)
    return entries(of: categories.isEmpty ? session.catalogueCategories : categories)
  }

  /// Inside `name=[`: what the option's elements take.
  private func bracketed(_ command: Command<Session>, _ rest: [Token]) -> [Completion] {
    let open = rest.lastIndex {
      $0.kind == .symbol(.openBracket) || $0.kind == .symbol(.openParenthesis)
    }
    if let open, open >= 2, rest[open - 1].kind == .symbol(.assign),
      case .name(let option) = rest[open - 2].kind,
      let parameter = command.parameters.first(where: { $0.name == option })
    {
      return values(parameter.kind)
    }
    return expressionNames
  }

  private func givenArguments(
    _ command: Command<Session>, _ rest: [Token]
  ) -> (positional: Int, names: Set<String>) {
    guard let first = rest.first, let last = rest.last else { return (0, []) }
    let text = "\(command.name) " + place.source.slice(first.start, last.end)
    let vocabulary = CommandTable([command]).vocabulary
    let program = Parser.parse(SourceText(name: "", text: text), vocabulary, interpreter.limits)
    guard case .command(_, let arguments)? = program.cells.first?.first?.kind else {
      return (0, [])
    }
    let names = Set(arguments.compactMap { $0.name?.text })
    return (arguments.filter { $0.name == nil }.count, names)
  }

  private func nextPositional(
    _ command: Command<Session>, _ given: (positional: Int, names: Set<String>)
  ) -> Parameter? {
    let positional = command.parameters.filter { $0.style == .positional || $0.style == .variadic }
    if given.positional < positional.count { return positional[given.positional] }
    return positional.last { $0.style == .variadic }
  }

  /// What a kind takes.
  private func values(_ kind: ParameterKind) -> [Completion] {
    switch kind {
    case .number, .integer, .text, .path: variablesOnly
    case .flag: [Completion("true", "", .value), Completion("false", "", .value)]
    case .name(let category), .newName(let category):
      session.candidates(category).map { Completion(nameAsTyped($0), category, .name) }
    case .choice(let choices): choices.map { Completion($0.name, $0.summary, .value) }
    case .catalogue(let categories), .combination(let categories): entries(of: categories)
    case .definition: []
    case .list(let element): values(element)
    case .formula(let category):
      session.candidates(category).map { Completion($0, category, .name) } + expressionNames
    case .nothing: [Completion("none", "", .value)]
    case .either(let kinds): kinds.flatMap(values)
    case .any: expressionNames
    }
  }

  private var variablesOnly: [Completion] {
    session.scope.variables.keys.sorted().map { Completion($0, "", .name) }
  }

  /// Inside a formula with a name: its parameters and what it may call.
  private var formulaNames: [Completion]? {
    guard let head = place.head, let rules = interpreter.commands[head.name]?.formulaRules,
      let parameters = place.formulaParameters(head.rest)
    else { return nil }
    return parameters.map { Completion($0, "", .name) } + rules.functions + variablesOnly
  }

  // MARK: Texts

  /// Inside a text literal: file names, candidates or choices, as the argument's kind says.
  private func inText(_ files: Files) -> [Completion] {
    guard let head = place.head else { return [] }
    if head.name == "source" { return paths(files, ["lossrepl"]) }
    guard let command = interpreter.commands[head.name] else { return [] }
    let option = place.optionBeingGiven.flatMap { name in
      command.parameters.first { $0.name == name }
    }
    let parameter =
      option ?? keyword(command, head.rest)
      ?? nextPositional(command, givenArguments(command, head.rest))
    return parameter.map { textValues($0.kind, files) } ?? []
  }

  private func textValues(_ kind: ParameterKind, _ files: Files) -> [Completion] {
    switch kind {
    case .path(let extensions): paths(files, extensions)
    case .name(let category), .newName(let category):
      session.candidates(category).map { Completion($0, category, .name) }
    case .choice(let choices): choices.map { Completion($0.name, $0.summary, .value) }
    case .list(let element): textValues(element, files)
    case .either(let kinds): kinds.flatMap { textValues($0, files) }
    default: []
    }
  }

  private func paths(_ files: Files, _ extensions: [String]) -> [Completion] {
    files(place.word, extensions).map { Completion($0, "", .file) }
  }
}
