/// One finding about a program: what is wrong, where, what was expected, and what to type instead.
public struct Diagnostic: Sendable, Equatable {
  /// A further place that explains the finding, such as the bracket that was never closed.
  public struct Note: Sendable, Equatable {
    /// What is there.
    public var message: String

    /// Where.
    public var span: Span?

    /// A note about a place.
    public init(_ message: String, at span: Span? = nil) {
      self.message = message
      self.span = span
    }
  }

  /// One plain sentence, without a full stop: what was found.
  public var message: String

  /// Where; nil if no place in a program is to blame.
  public var span: Span?

  /// What would have been right there, to follow the word "expected".
  public var expected: String?

  /// What to type instead, in lossrepl's language, to follow "try:".
  public var hint: String?

  /// Further places.
  public var notes: [Note]

  /// Describes a finding.
  public init(
    _ message: String, at span: Span? = nil, expected: String? = nil, hint: String? = nil,
    notes: [Note] = []
  ) {
    self.message = message
    self.span = span
    self.expected = expected
    self.hint = hint
    self.notes = notes
  }
}
