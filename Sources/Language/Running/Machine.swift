/// A program being run: the session so far, the calls in progress, and where events go.
final class Machine<Session: InterpreterSession> {
  var session: Session
  let commands: CommandTable<Session>
  let limits: Limits
  let control: Interruption
  let emit: (Event) -> Void
  var quitStatus: Int?
  var cell = 0

  /// The variables of the functions in progress, innermost last.
  var frames: [[String: Value]] = []

  /// Files being sourced, outermost first, by their resolved paths.
  var sourcing: [String] = []

  let stack = StackGuard()

  init(
    session: Session, interpreter: Interpreter<Session>, control: Interruption,
    emit: @escaping (Event) -> Void
  ) {
    self.session = session
    commands = interpreter.commands
    limits = interpreter.limits
    self.control = control
    self.emit = emit
  }

  func checkInterruption() throws {
    if control.isRequested { throw Interrupted() }
  }

  func checkStack() throws {
    if !stack.hasRoom { throw LanguageError.limit(.stack, most: 0) }
  }

  // MARK: Variables

  func variable(_ name: String) -> Value? {
    frames.last?[name] ?? session.scope.variables[name]
  }

  func bind(_ name: String, _ value: Value) {
    if frames.isEmpty {
      session.scope.variables[name] = value
    } else {
      frames[frames.count - 1][name] = value
    }
  }

  func assign(_ name: String, _ value: Value) throws {
    if frames.last?[name] != nil {
      frames[frames.count - 1][name] = value
    } else if session.scope.variables[name] != nil {
      session.scope.variables[name] = value
    } else {
      throw LanguageError.assignmentBeforeLet(
        name, nearest: nearestName(to: name, among: variableNames))
    }
  }

  var variableNames: [String] {
    (frames.last.map { Array($0.keys) } ?? []).sorted() + session.scope.variables.keys.sorted()
  }
}
