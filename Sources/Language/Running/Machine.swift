/// A program being run.
final class Machine<Session: InterpreterSession> {
  var session: Session
  let commands: CommandTable<Session>
  let limits: Limits
  let control: Interruption
  let emit: (Event) -> Void
  var quitStatus: Int?

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
}
