/// What a verb gets to work with, apart from its arguments.
public struct CommandContext<Session: InterpreterSession> {
  /// The session; what is left here when the verb returns is the next session.
  public var session: Session

  /// The number of the cell.
  public let cell: Int

  /// The statement.
  public let span: Span

  /// The flag Ctrl-C raises; a verb that stops for it returns what it has.
  public let control: Interruption

  /// Every verb, for help.
  public let commands: CommandTable<Session>

  let machine: Machine<Session>

  /// Reports something that happened.
  public func emit(_ event: Event) { machine.emit(event) }

  /// Ends the session after this statement.
  public func requestQuit(status: Int = 0) { machine.quitStatus = status }

  /// The name of the text the statement is in: a path as typed, or "<prompt 3>".
  public var sourceName: String { span.source.name }
}
