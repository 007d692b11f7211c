/// One way to go on at the cursor.
public struct Completion: Sendable, Equatable {
  /// What a completion is.
  public enum Kind: Sendable, Equatable {
    /// A verb or a word of the language.
    case verb
    /// `name=`.
    case option
    /// A word, a catalogue entry, or another value.
    case value
    /// A variable, run, column, field or function.
    case name
    /// A file or directory.
    case file
  }

  /// What replaces the text from `Completions.start` to the cursor.
  public let text: String

  /// One line about it; may be empty.
  public let summary: String

  /// What it is.
  public let kind: Kind

  /// A way to go on.
  public init(_ text: String, _ summary: String = "", _ kind: Kind) {
    self.text = text
    self.summary = summary
    self.kind = kind
  }
}

/// The ways to go on at a cursor.
public struct Completions: Sendable, Equatable {
  /// Where the text to be replaced begins, in UTF-8 bytes.
  public let start: Int

  /// The candidates that begin with what is typed, in a sensible order.
  public let candidates: [Completion]
}
