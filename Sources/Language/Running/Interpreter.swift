/// Runs programs: text in, the next session and a stream of events out. Script, prompt, pipe and
/// `-c` all come through here.
public struct Interpreter<Session: InterpreterSession>: Sendable {
  /// How a run ended.
  public enum Outcome: Sendable, Equatable {
    /// Every statement was done.
    case done
    /// A statement failed; the session is the one before it.
    case failed
    /// The text could not be understood; nothing was run.
    case notUnderstood
    /// Ctrl-C.
    case interrupted
    /// A verb asked to leave with this exit status.
    case quit(status: Int)
  }

  /// The verbs.
  public let commands: CommandTable<Session>

  /// How far a program may go.
  public let limits: Limits

  /// An interpreter that knows these verbs.
  public init(_ commands: [Command<Session>], limits: Limits = Limits()) {
    self.commands = CommandTable(commands)
    self.limits = limits
  }

  /// Runs a program. Each statement done replaces `session`; on an error it is as before the
  /// failing statement. Events come in order; mistakes come as `.error`.
  public func run(
    _ source: SourceText, session: inout Session, control: Interruption,
    emit: @escaping (Event) -> Void
  ) -> Outcome {
    emit(.error(Diagnostic("the interpreter is not built yet", at: source.span)))
    return .failed
  }

  /// Looks for mistakes without running: every one found, in order of place.
  public func check(_ source: SourceText, session: Session) -> [Diagnostic] {
    [Diagnostic("the checker is not built yet", at: source.span)]
  }
}
