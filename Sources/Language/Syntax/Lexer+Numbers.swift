extension Lexer {
  mutating func lexNumber() {
    let start = position
    skipDigits()
    if peek() == UInt8(ascii: "."), let next = peek(1), isDigit(next) {
      position += 1
      skipDigits()
    }
    skipExponent()
    let text = source.slice(start, position).filter { $0 != "_" }
    let end = nameEnd(from: position)
    if end > position { return reportUnit(from: start, to: end) }
    emit(.number(Double(text) ?? .infinity), from: start)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte }

  private mutating func skipDigits() {
    while let byte = peek() {
      let joins = byte == UInt8(ascii: "_") && peek(1).map(isDigit) == true
      guard isDigit(byte) || joins else { return }
      position += 1
    }
  }

  private mutating func skipExponent() {
    guard let mark = peek(), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return }
    let signed = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
    guard let digit = peek(signed ? 2 : 1), isDigit(digit) else { return }
    position += signed ? 2 : 1
    skipDigits()
  }

  /// `3x`: a number run into a name.
  private mutating func reportUnit(from start: Int, to end: Int) {
    let unit = source.slice(position, end)
    let digits = source.slice(start, position)
    position = end
    report(
      "a number ends in letters", from: start, hint: "\(digits) * \(unit), or \(digits) \(unit)")
  }
}
