import Language

/// A session being worked in: text goes in, events come out, the session moves on.
///
/// The prompt, scripts, pipes, `-c` and the tests all drive this one type.
public final class Notebook {
  /// The verbs and how far programs may go.
  public let interpreter: Interpreter<Session>

  /// Raised to stop what is running.
  public let control: Interruption

  /// The session as it stands.
  public private(set) var session: Session

  /// A notebook with an empty session.
  public init(seed: UInt64? = nil, arguments: [String] = [], control: Interruption = Interruption())
  {
    interpreter = Interpreter(allCommands)
    self.control = control
    session = Session(arguments: arguments)
    if let seed { session.seed = seed }
  }

  /// Runs a program, or one entry of the prompt, against the session.
  ///
  /// Every event goes to the session's transcript and to `emit`, in order.
  public func run(
    _ source: SourceText, emit: (Event) -> Void
  ) -> Interpreter<Session>.Outcome {
    let transcript = session.transcript
    return withoutActuallyEscaping(emit) { emit in
      interpreter.run(source, session: &session, control: control) { event in
        transcript.record(event)
        emit(event)
      }
    }
  }
}
