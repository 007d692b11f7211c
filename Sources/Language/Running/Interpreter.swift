/// Runs programs: text in, the next session and a stream of events out.
///
/// Script, prompt, pipe and `-c` all come through here.
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
}
