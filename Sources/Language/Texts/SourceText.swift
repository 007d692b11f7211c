/// One piece of program text with the name it is called by in messages.
///
/// Immutable and shared by every span that points into it.
public final class SourceText: Sendable {
  /// What messages call it: a path as the user typed it, or "<prompt 3>".
  public let name: String

  /// The whole text.
  public let text: String

  /// The number messages give the first line: a text that is part of a longer input begins later.
  public let firstLine: Int

  /// The text's UTF-8 bytes; spans count in these.
  let bytes: [UInt8]

  /// Byte offset of the first byte of each line; never empty.
  private let lineStarts: [Int]

  /// Keeps a text under a name.
  public init(name: String, text: String, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.firstLine = firstLine
    bytes = Array(text.utf8)
    lineStarts = SourceText.findLineStarts(bytes)
  }

  /// A span over the whole text.
  public var span: Span { Span(source: self, start: 0, end: bytes.count) }

  /// The text between two byte offsets, which are clamped to the text.
  func slice(_ start: Int, _ end: Int) -> String {
    let low = min(max(start, 0), bytes.count)
    let high = min(max(end, low), bytes.count)
    return String(decoding: bytes[low..<high], as: UTF8.self)
  }

  /// The line (from 0) that holds a byte offset.
  func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte range of a line (from 0) without its line end.
  func lineRange(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private static func findLineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    return starts
  }
}
