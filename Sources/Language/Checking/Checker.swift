/// Finds what is wrong with a program whatever its data may be.
final class Checker<Session: InterpreterSession> {
  let interpreter: Interpreter<Session>
  let session: Session

  /// Used for what needs no running: the values of literals, the catalogue, names.
  let machine: Machine<Session>

  private(set) var diagnostics: [Diagnostic] = []

  /// Variables bound so far in the walk, and the names a run, part and so on may get from a text.
  var variables: Set<String>
  var functions: [String: FunctionDefinition] = [:]
  var possibleNames: Set<String>

  /// What formulas with a name have added to the catalogue so far.
  var defined: [CatalogueEntry] = []

  /// Whether names may come from where the checker cannot look.
  var anythingIsPossible = false

  /// Bodies of functions, looked at last, when every variable of the program is known.
  private var postponed: [() -> Void] = []
  private var loops = 0
  private var isInFunction = false
  private var sourcing: [String] = []

  init(interpreter: Interpreter<Session>, session: Session) {
    self.interpreter = interpreter
    self.session = session
    machine = Machine(
      session: session, interpreter: interpreter, control: Interruption(), emit: { _ in })
    variables = Set(session.scope.variables.keys)
    possibleNames = Set(session.names + session.namesToCome)
  }

  func check(_ source: SourceText) {
    if let path = resolvedPath(source.name) { sourcing.append(path) }
    checkProgram(source)
    while let next = postponed.popLast() { next() }
    diagnostics.sort { isBefore($0, $1) }
  }

  /// By place within one source, sources in the order met.
  private func isBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard let first = a.span, let second = b.span, first.source === second.source else {
      return false
    }
    return first.start < second.start
  }

  private func checkProgram(_ source: SourceText) {
    let vocabulary = interpreter.vocabulary(session)
    let program = Parser.parse(source, vocabulary, interpreter.limits)
    for problem in program.problems { report(problem) }
    variables.formUnion(program.brokenNames)
    for statement in program.cells.joined() { check(statement) }
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Records what `body` throws.
  func recording(at span: Span, _ body: () throws -> Void) {
    do { try body() } catch {
      for diagnostic in Fault(error, at: span).diagnostics { report(diagnostic) }
    }
  }

  func report(_ error: LanguageError, at span: Span) { recording(at: span) { throw error } }

  // MARK: Statements

  func check(_ statement: StatementNode) {
    switch statement.kind {
    case .prose: break
    case .broken(let rescued): checkRescued(rescued)
    case .command(let verb, let arguments): checkCommand(verb, arguments)
    case .expression(let node): check(node)
    case .bind(let name, let value):
      check(value)
      variables.insert(name.text)
    case .assign(let name, let value):
      check(value)
      checkAssignment(name)
    case .forEach(let name, let elements, let body):
      check(elements)
      variables.insert(name.text)
      checkLoop(body)
    case .whileTrue(let condition, let body):
      checkCondition(condition)
      checkLoop(body)
    case .ifElse(let branches, let otherwise):
      for branch in branches {
        checkCondition(branch.condition)
        branch.body.forEach(check)
      }
      otherwise.forEach(check)
    case .define(let definition): checkDefinition(definition)
    case .giveBack(let value):
      if !isInFunction { report(.outsideFunction, at: statement.span) }
      if let value { check(value) }
    case .leaveLoop:
      if loops == 0 { report(.outsideLoop("break"), at: statement.span) }
    case .nextRound:
      if loops == 0 { report(.outsideLoop("continue"), at: statement.span) }
    case .source(let path): checkSource(path)
    case .assert(let condition, let why):
      checkCondition(condition)
      if let why { check(why) }
    case .time(let inner): check(inner)
    }
  }

  private func checkAssignment(_ name: Name) {
    if variables.contains(name.text) || anythingIsPossible { return }
    let nearest = nearestName(to: name.text, among: variables.sorted())
    report(.assignmentBeforeLet(name.text, nearest: nearest), at: name.span)
    variables.insert(name.text)
  }

  private func checkLoop(_ body: [StatementNode]) {
    loops += 1
    body.forEach(check)
    loops -= 1
  }

  /// Statements in the blocks of a broken one, which may have been a loop or a function.
  private func checkRescued(_ statements: [StatementNode]) {
    let outside = isInFunction
    isInFunction = true
    checkLoop(statements)
    isInFunction = outside
  }

  private func checkDefinition(_ definition: FunctionDefinition) {
    definition.body.forEach(noteDefinitions)
    variables.insert(definition.name.text)
    functions[definition.name.text] = definition
    for parameter in definition.parameters {
      if let value = parameter.defaultValue { check(value) }
    }
    postponed.append { [self] in
      let outside = (variables, loops, isInFunction)
      variables.formUnion(definition.parameters.map(\.name.text))
      (loops, isInFunction) = (0, true)
      definition.body.forEach(check)
      (variables, loops, isInFunction) = outside
    }
  }

  private func checkSource(_ node: ExpressionNode) {
    check(node)
    guard case .text(let parts) = node.kind, parts.count == 1, case .literal(let name) = parts[0]
    else {
      anythingIsPossible = true
      return
    }
    recording(at: node.span) {
      let path = relativePath(name, to: node.span.source.name)
      let resolved = resolvedPath(path) ?? path
      if sourcing.contains(resolved) { throw LanguageError.sourceCycle(path: path) }
      guard sourcing.count < interpreter.limits.sources else {
        throw LanguageError.limit(.sources, most: interpreter.limits.sources)
      }
      anythingIsPossible = anythingIsPossible || resolvedPath(path) == nil
      let source = try readSource(path, atMost: interpreter.limits.fileBytes)
      sourcing.append(resolved)
      defer { sourcing.removeLast() }
      checkProgram(source)
    }
  }
}
