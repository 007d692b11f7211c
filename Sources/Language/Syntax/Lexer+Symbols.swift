extension Lexer {
  mutating func lexSymbol() {
    let start = position
    if foreignOperator() { return }
    guard let symbol = symbolHere else { return lexStranger() }
    position += symbol.rawValue.utf8.count
    switch symbol {
    case .openParenthesis, .openBracket, .openBrace: open(symbol, at: start)
    case .closeParenthesis: close(.openParenthesis)
    case .closeBracket: close(.openBracket)
    case .closeBrace where endsInterpolation(): return emit(.interpolationEnd, from: start)
    case .closeBrace: close(.openBrace)
    default: break
    }
    emit(.symbol(symbol), from: start)
  }

  /// The longest symbol that stands here.
  private var symbolHere: Symbol? {
    guard let first = peek(), first < 0x80 else { return nil }
    if let second = peek(1), let symbol = Symbol(first, second) { return symbol }
    return Symbol(first)
  }

  func begins(with text: String) -> Bool {
    let utf8 = text.utf8
    return position + utf8.count <= bytes.count
      && bytes[position..<position + utf8.count].elementsEqual(utf8)
  }

  /// Operators of other languages: reported with ours, then read as ours where that is possible.
  private mutating func foreignOperator() -> Bool {
    guard let second = peek(1), "&|*/=>".utf8.contains(second),
      let (text, ours) = foreignOperators.first(where: { begins(with: $0.0) })
    else { return false }
    let start = position
    position += text.utf8.count
    report("\(text) means nothing here", from: start, hint: ours)
    return true
  }

  private mutating func open(_ symbol: Symbol, at place: Int) {
    if !neverClosed.contains(place) { modes.append(.bracket(symbol, at: place)) }
  }

  /// Leaves the innermost bracket of a kind; brackets opened inside it have no partner.
  ///
  /// A closer without any opener changes nothing: the parser reports it.
  private mutating func close(_ opener: Symbol) {
    for index in modes.indices.reversed() {
      guard case .bracket(let symbol, _) = modes[index] else { return }
      if symbol == opener { return dropModes(from: index) }
    }
  }

  /// Whether the `}` just read ends an expression in a text; if so, leaves it.
  private mutating func endsInterpolation() -> Bool {
    for index in modes.indices.reversed() {
      switch modes[index] {
      case .bracket(.openBrace, _), .text: return false
      case .bracket: continue
      case .interpolation:
        dropModes(from: index)
        return true
      }
    }
    return false
  }

  /// Leaves a mode and all inside it; brackets among those inside were never closed.
  mutating func dropModes(from index: Int) {
    for case .bracket(_, let place) in modes[(index + 1)...] { neverClosed.insert(place) }
    modes.removeSubrange(index...)
  }

  /// A character that begins no token.
  private mutating func lexStranger() {
    let start = position
    guard let (scalar, length) = scalar(at: position) else {
      position += 1
      return
    }
    position += length
    switch scalar {
    case "'": lexSingleQuoted(from: start)
    case "!": report("! means nothing here", from: start, hint: "not")
    case "&": report("& means nothing here", from: start, hint: "and")
    case "|": report("| means nothing here", from: start, hint: "or")
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}":
      report("a typographic quotation mark means nothing here", from: start, hint: "\"")
    case "\u{A0}", "\u{2003}", "\u{3000}":
      report("this is a special space", from: start, hint: "an ordinary space")
    case "\u{2212}", "\u{2013}": report("this dash is no minus sign", from: start, hint: "-")
    case "\u{00D7}": report("× means nothing here", from: start, hint: "*")
    default: report("\(describe(scalar)) means nothing here", from: start)
    }
  }

  private func describe(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate:
      "the character U+" + String(scalar.value, radix: 16, uppercase: true)
    default: String(Character(scalar))
    }
  }

  /// `'text'`: reported once, then passed over whole.
  private mutating func lexSingleQuoted(from start: Int) {
    while let byte = peek(), byte != UInt8(ascii: "'"), byte != UInt8(ascii: "\n") { position += 1 }
    if peek() == UInt8(ascii: "'") { position += 1 }
    let inside = source.slice(start + 1, max(start + 1, position - 1))
    report("texts stand in double quotes", from: start, hint: quoted(inside))
  }
}

private let foreignOperators = [
  ("&&", "and"), ("||", "or"), ("**", "^"), ("//", "/, or # for a comment"),
  ("+=", "x = x + 1"), ("-=", "x = x - 1"), ("*=", "x = x * 2"), ("/=", "x = x / 2"),
  ("===", "=="), ("=>", ">="), ("<>", "!="),
]
