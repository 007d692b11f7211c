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

  /// A value as text, unless that would be too long.
  public func rendered(_ value: Value) throws -> String { try machine.rendered(value) }

  /// Ends the session after this statement.
  public func requestQuit(status: Int = 0) { machine.quitStatus = status }

  /// Calls a function value, such as a formula the verb was given.
  public mutating func call(_ function: Function, _ arguments: [Value]) throws -> Value {
    swap(&session, &machine.session)
    defer { swap(&session, &machine.session) }
    return try machine.call(function, arguments, at: span)
  }

  /// The name of the text the statement is in: a path as typed, or "<prompt 3>".
  public var sourceName: String { span.source.name }
}
