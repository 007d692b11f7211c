extension Lexer {
  mutating func beginText() {
    let start = position
    position += 1
    modes.append(.text(at: start))
    emit(.textStart, from: start)
  }

  /// The next piece of the text literal we are in: a stretch of characters, `{`, or the end.
  mutating func lexTextPiece() {
    let start = position
    var literal: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        emitPart(literal, from: start)
        return endText()
      case UInt8(ascii: "\n"):
        emitPart(literal, from: start)
        return leaveText(at: position)
      case UInt8(ascii: "{") where peek(1) != byte:
        emitPart(literal, from: start)
        return beginInterpolation()
      case UInt8(ascii: "{"), UInt8(ascii: "}"): lexBrace(byte, into: &literal)
      case UInt8(ascii: "\\"): lexEscape(into: &literal)
      default:
        literal.append(byte)
        position += 1
      }
    }
    emitPart(literal, from: start)
  }

  private mutating func emitPart(_ literal: [UInt8], from start: Int) {
    if !literal.isEmpty { emit(.textPart(String(decoding: literal, as: UTF8.self)), from: start) }
  }

  private mutating func endText() {
    modes.removeLast()
    position += 1
    emit(.textEnd, from: position - 1)
  }

  private mutating func beginInterpolation() {
    modes.append(.interpolation(at: position))
    position += 1
    emit(.interpolationStart, from: position - 1)
  }

  private mutating func lexBrace(_ brace: UInt8, into literal: inout [UInt8]) {
    if peek(1) == brace {
      position += 1
    } else {
      report("a lone } in a text", from: position, to: position + 1, hint: "}}")
    }
    literal.append(brace)
    position += 1
  }

  /// Leaves the outermost text we are in, at a line end or the end of the file, reporting it.
  mutating func leaveText(at place: Int) {
    let outermost = modes.firstIndex {
      if case .text = $0 { return true }
      return false
    }
    guard let outermost, case .text(let start) = modes[outermost] else { return }
    report("the text is not closed", from: start, to: place, expected: "\" before the line ends")
    dropModes(from: outermost)
    emit(.textEnd, from: place)
  }

  private mutating func lexEscape(into literal: inout [UInt8]) {
    let start = position
    position += 1
    guard let (scalar, length) = scalar(at: position), scalar != "\n" else {
      return report("a \\ at the end of a line inside a text", from: start, hint: "\\\\")
    }
    position += length
    switch scalar {
    case "n": literal.append(UInt8(ascii: "\n"))
    case "t": literal.append(UInt8(ascii: "\t"))
    case "r": literal.append(UInt8(ascii: "\r"))
    case "\"", "\\", "{", "}": literal += Array(String(scalar).utf8)
    case "u": lexUnicodeEscape(from: start, into: &literal)
    default:
      report(
        "\\\(scalar) is no escape", from: start, expected: "\\n \\t \\r \\\" \\\\ or \\u{...}",
        hint: "\\\\\(scalar)")
    }
  }

  private mutating func lexUnicodeEscape(from start: Int, into literal: inout [UInt8]) {
    var digits = ""
    if peek() == UInt8(ascii: "{") {
      position += 1
      while let byte = peek(), Character(Unicode.Scalar(byte)).isHexDigit, digits.count < 8 {
        digits.append(Character(Unicode.Scalar(byte)))
        position += 1
      }
      if peek() == UInt8(ascii: "}"),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      {
        position += 1
        literal += Array(String(scalar).utf8)
        return
      }
    }
    report(
      "\\u needs a character's number", from: start, expected: "one to six hexadecimal digits",
      hint: "\\u{4E2D}")
  }
}
