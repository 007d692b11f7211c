/// A stretch of a source text, in UTF-8 bytes.
public struct Span: Sendable, Equatable {
  /// The text pointed into.
  public let source: SourceText

  /// First byte.
  public let start: Int

  /// One past the last byte.
  public let end: Int

  /// Points at the bytes from `start` up to `end`.
  public init(source: SourceText, start: Int, end: Int) {
    self.source = source
    self.start = start
    self.end = max(start, end)
  }

  /// The text pointed at.
  public var text: String { source.slice(start, end) }

  /// Where the span begins, in lines as the source counts them and characters from 1.
  public var position: (line: Int, column: Int) {
    let line = source.lineIndex(of: start)
    let before = source.slice(source.lineRange(line).lowerBound, start)
    return (source.firstLine + line, before.count + 1)
  }

  /// The shortest span of the same source that holds this one and `other`.
  public func joined(with other: Span) -> Span {
    guard other.source === source else { return self }
    return Span(source: source, start: min(start, other.start), end: max(end, other.end))
  }

  /// Same text, same bytes.
  public static func == (a: Span, b: Span) -> Bool {
    a.source === b.source && a.start == b.start && a.end == b.end
  }
}
