/// Reads JSON of a known form from front to back.
///
/// FoundationEssentials was weighed and left out: JSONDecoder drops the order of keys and the
/// duplicates this format must refuse, JSONSerialization is not in it, and its tree of values
/// takes a multiple of a hostile header's 100 MB. Here the caller says what must come next, so
/// nothing is built but what it keeps, and nesting where none belongs is an unexpected byte.
struct JSONCursor {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Reads `{`, the members with `member`, which is called after each `"key":`, and `}`.
  mutating func object(
    _ member: (inout JSONCursor, String) throws(CheckpointDamage) -> Void
  ) throws(CheckpointDamage) {
    try expect("{", "an opening brace")
    if accept("}") { return }
    repeat {
      let key = try string()
      try expect(":", "a colon")
      try member(&self, key)
    } while accept(",")
    try expect("}", "a comma or a closing brace")
  }

  /// Reads `[`, whole numbers of at least 0, and `]`.
  mutating func wholeNumbers() throws(CheckpointDamage) -> [Int] {
    try expect("[", "an opening bracket")
    var numbers: [Int] = []
    if accept("]") { return numbers }
    repeat { numbers.append(try wholeNumber()) } while accept(",")
    try expect("]", "a comma or a closing bracket")
    return numbers
  }

  /// Checks that nothing but spaces is left.
  mutating func end() throws(CheckpointDamage) {
    skipSpaces()
    guard place == bytes.endIndex else { throw unexpected("the end of the header") }
  }

  private mutating func wholeNumber() throws(CheckpointDamage) -> Int {
    skipSpaces()
    let start = place
    var number = 0
    while let byte = current, (48...57).contains(byte) {
      let (tens, tooLarge) = number.multipliedReportingOverflow(by: 10)
      let (next, stillTooLarge) = tens.addingReportingOverflow(Int(byte) - 48)
      guard !tooLarge, !stillTooLarge else { throw unexpected("a number below 2^63") }
      number = next
      place += 1
    }
    let startsWithZero = place > start + 1 && bytes[start] == 48
    guard place > start, !startsWithZero else { throw unexpected("a whole number of at least 0") }
    return number
  }

  /// Reads a string, its escapes resolved.
  mutating func string() throws(CheckpointDamage) -> String {
    try expect("\"", "a quoted text")
    let start = place
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected("a character that is not a control character") }
      place += 1
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: try escape())
      } else {
        text.append(byte)
      }
    }
    guard current != nil else { throw unexpected("a closing quote") }
    place += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      place = start
      throw unexpected("a text in UTF-8")
    }
    return string
  }

  private mutating func escape() throws(CheckpointDamage) -> [UInt8] {
    guard let byte = current else { throw unexpected("an escaped character") }
    place += 1
    switch Character(UnicodeScalar(byte)) {
    case "\"", "\\", "/": return [byte]
    case "b": return [8]
    case "f": return [12]
    case "n": return [10]
    case "r": return [13]
    case "t": return [9]
    case "u": return try unicodeEscape()
    default:
      place -= 1
      throw unexpected("one of the characters JSON escapes")
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair.
  private mutating func unicodeEscape() throws(CheckpointDamage) -> [UInt8] {
    let first = try hexDigits()
    var code = UInt32(first)
    if (0xD800...0xDBFF).contains(first) {
      guard take("\\"), take("u") else { throw unexpected("the second half of a character") }
      let second = try hexDigits()
      guard (0xDC00...0xDFFF).contains(second) else {
        throw unexpected("the second half of a character")
      }
      code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw unexpected("a character of Unicode") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func hexDigits() throws(CheckpointDamage) -> UInt16 {
    var number: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw unexpected("a hexadecimal digit")
      }
      number = number << 4 | UInt16(digit)
      place += 1
    }
    return number
  }

  private var current: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private mutating func skipSpaces() {
    while let byte = current, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpaces()
    return take(character)
  }

  private mutating func expect(
    _ character: Unicode.Scalar, _ what: String
  ) throws(CheckpointDamage) {
    guard accept(character) else { throw unexpected(what) }
  }

  /// The damage at the current place, counted from 1.
  func unexpected(_ expected: String) -> CheckpointDamage {
    .header(byte: place - bytes.startIndex + 1, expected: expected)
  }
}
