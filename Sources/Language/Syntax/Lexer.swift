/// Turns source bytes into tokens, and tells which brackets are never closed.
///
/// A text literal with expressions inside becomes a run of tokens (start, part, interpolation
/// start, ..., end), so that no nesting of texts costs recursion. Line ends inside `(` and `[`,
/// after `->` and after a trailing `\` are not tokens.
struct Lexer {
  /// What the bytes at the current place are inside of.
  enum Mode: Equatable {
    case bracket(Symbol, at: Int)
    case text(at: Int)
    case interpolation(at: Int)
  }

  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var problems: [Diagnostic] = []
  var modes: [Mode] = []

  /// Brackets found to have no partner.
  ///
  /// Line ends count inside them, so that a forgotten bracket spoils one statement and not the
  /// rest of the file.
  var neverClosed: Set<Int>
  var spaceBefore = true
  private var modesAtEnd: [Mode] = []

  private init(_ source: SourceText, neverClosed: Set<Int>) {
    self.source = source
    bytes = source.bytes
    self.neverClosed = neverClosed
  }

  /// What lexing gives.
  struct Result {
    let tokens: [Token]
    let problems: [Diagnostic]
    /// Places of brackets without a partner.
    let neverClosed: Set<Int>
    /// What the end of the text is inside of, outermost first.
    let modesAtEnd: [Mode]
  }

  static func lex(_ source: SourceText) -> Result {
    var first = Lexer(source, neverClosed: [])
    first.run()
    if first.neverClosed.isEmpty { return first.result }
    var second = Lexer(source, neverClosed: first.neverClosed)
    second.run()
    second.modesAtEnd = first.modesAtEnd
    return second.result
  }

  private var result: Result {
    Result(
      tokens: tokens, problems: problems, neverClosed: neverClosed, modesAtEnd: modesAtEnd)
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count {
      if case .text = modes.last { lexTextPiece() } else { lexToken() }
    }
    modesAtEnd = modes
    leaveText(at: bytes.count)
    for case .bracket(_, let place) in modes { neverClosed.insert(place) }
    emit(.end, from: bytes.count)
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, start: start, end: position, spaceBefore: spaceBefore))
    spaceBefore = false
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  mutating func report(
    _ message: String, from start: Int, to end: Int? = nil, expected: String? = nil,
    hint: String? = nil
  ) {
    let span = Span(source: source, start: start, end: end ?? position)
    problems.append(Diagnostic(message, at: span, expected: expected, hint: hint))
  }

  private mutating func lexToken() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      position += 1
      spaceBefore = true
    case UInt8(ascii: "\n"): lexLineEnd()
    case UInt8(ascii: "#"): lexComment()
    case UInt8(ascii: "\\"): lexContinuation()
    case UInt8(ascii: "\""): beginText()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
    default:
      if nameEnd(from: position) > position { return lexName() }
      lexSymbol()
    }
  }

  private mutating func lexLineEnd() {
    let start = position
    leaveText(at: start)
    position += 1
    defer { spaceBefore = true }
    if case .bracket(let symbol, _)? = modes.last, symbol != .openBrace { return }
    if tokens.last?.kind == .symbol(.arrow) || tokens.last?.kind == .newline { return }
    if tokens.isEmpty { return }
    emit(.newline, from: start)
  }

  private mutating func lexComment() {
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    guard beginsLine(start), bytes[start..<position].starts(with: Array("##".utf8)),
      start + 2 == position || isSpace(bytes[start + 2])
    else { return }
    if case .bracket(let symbol, _)? = modes.last, symbol != .openBrace { return }
    let text = source.slice(min(start + 3, position), position)
    emit(
      .prose(String(text.drop { $0 == "\r" }.reversed().drop { $0.isWhitespace }.reversed())),
      from: start)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private func beginsLine(_ place: Int) -> Bool {
    var index = place - 1
    while index >= 0, isSpace(bytes[index]) { index -= 1 }
    return index < 0 || bytes[index] == UInt8(ascii: "\n") || (index == 2 && bytes[0] == 0xEF)
  }

  private mutating func lexContinuation() {
    let start = position
    position += 1
    while let byte = peek(), isSpace(byte) { position += 1 }
    if peek() == UInt8(ascii: "\n") || peek() == nil {
      position = min(position + 1, bytes.count)
      spaceBefore = true
      return
    }
    report("a \\ joins lines only at the end of one", from: start, to: start + 1)
  }

  private mutating func lexName() {
    let start = position
    position = nameEnd(from: position)
    emit(.name(source.slice(start, position)), from: start)
  }

  /// The end of the name that begins at `place`; `place` itself if none does.
  func nameEnd(from place: Int) -> Int {
    var end = place
    while end < bytes.count, isPlainNameByte(bytes[end], isFirst: end == place) { end += 1 }
    while let (scalar, length) = scalar(at: end) {
      guard scalar.value >= 0x80 else { break }
      let first = scalar.properties.isAlphabetic
      let later = first || (end > place && isNameTail(scalar))
      guard later else { break }
      end += length
    }
    return end
  }

  /// Most names are ASCII and need no Unicode properties.
  private func isPlainNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
    default: false
    }
  }

  private func isNameTail(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// The scalar at a byte offset of valid UTF-8, with its length.
  func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
    guard place < bytes.count else { return nil }
    let first = bytes[place]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var decoder = UTF8()
    var iterator = bytes[place..<min(place + length, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, length)
  }
}
