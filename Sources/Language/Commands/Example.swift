/// A runnable example in a declaration: shown by help, run as a test.
public struct Example: Sendable {
  /// What the example's output is held to.
  public enum Outcome: Sendable {
    /// It runs without an error.
    case runs
    /// Its printed text is this, line ends at both ends aside.
    case prints(String)
    /// Its printed text (or its error) contains each of these.
    case contains([String])
    /// It fails, and the message contains this.
    case fails(String)
  }

  /// Lines run first and not shown.
  public let setUp: [String]

  /// The example itself.
  public let line: String

  /// What must come of it.
  public let outcome: Outcome

  /// One line on what it shows; may be empty.
  public let note: String

  /// Declares an example.
  public init(
    _ line: String, after setUp: [String] = [], _ outcome: Outcome = .runs, note: String = ""
  ) {
    self.line = line
    self.setUp = setUp
    self.outcome = outcome
    self.note = note
  }
}
