/// Steps through the values of delimited text, by RFC 4180.
///
/// A value that begins with a quote ends with the next lone quote; inside, two quotes are one and
/// line ends belong to the value. A quote anywhere else is an ordinary character. Lines end with
/// LF, CRLF or CR.
struct FieldScanner {
  let end: UnsafePointer<UInt8>
  let delimiter: UInt8
  /// Where the next value begins.
  var next: UnsafePointer<UInt8>

  /// One value as it stands in the file.
  struct Field {
    /// Without its outer quotes.
    var start: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    /// Whether doubled quotes inside are to be halved.
    var hasDoubledQuotes = false
    /// Whether the row ends here.
    var isLast = false

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: end - start) }
  }

  /// What a quoted value can have wrong, with the address where.
  enum Mistake: Error, Equatable {
    case unterminated(at: Int)
    case textAfterQuote(at: Int)

    /// Whether more bytes could make it none.
    var isAtEnd: Bool {
      if case .unterminated = self { return true }
      return false
    }

    /// The address where it is.
    var address: Int {
      switch self {
      case .unterminated(let address), .textAfterQuote(let address): address
      }
    }
  }

  var isAtEnd: Bool { next >= end }

  /// Whether a line end stands at the cursor, that is: whether the next line is empty.
  var isAtLineEnd: Bool { next < end && (next.pointee == 10 || next.pointee == 13) }

  /// Steps over one line end, if there is one.
  @inline(__always)
  mutating func skipLineEnd() {
    guard next < end else { return }
    if next.pointee == 10 {
      next += 1
    } else if next.pointee == 13 {
      next += 1
      if next < end, next.pointee == 10 { next += 1 }
    }
  }

  /// The value at the cursor, which moves behind its delimiter or line end.
  @inline(__always)
  mutating func field() throws(Mistake) -> Field {
    if next < end, next.pointee == 0x22 { return try quotedField() }
    let start = next
    while next < end, next.pointee != delimiter, next.pointee != 10, next.pointee != 13 {
      next += 1
    }
    var field = Field(start: start, end: next)
    finish(&field)
    return field
  }

  private mutating func quotedField() throws(Mistake) -> Field {
    let quote = next
    next += 1
    var field = Field(start: next, end: next)
    while true {
      guard next < end else { throw Mistake.unterminated(at: Int(bitPattern: quote)) }
      let byte = next.pointee
      next += 1
      guard byte == 0x22 else { continue }
      guard next < end, next.pointee == 0x22 else { break }
      field.hasDoubledQuotes = true
      next += 1
    }
    field.end = next - 1
    if next < end, next.pointee != delimiter, !isAtLineEnd {
      throw Mistake.textAfterQuote(at: Int(bitPattern: next))
    }
    finish(&field)
    return field
  }

  /// Steps over what ends a value and notes whether it ends the row.
  @inline(__always)
  private mutating func finish(_ field: inout Field) {
    if next < end, next.pointee == delimiter {
      next += 1
      return
    }
    field.isLast = true
    skipLineEnd()
  }

  /// The values of the row at the cursor, which moves to the next row.
  mutating func row() throws(Mistake) -> [Field] {
    var fields: [Field] = []
    repeat { fields.append(try field()) } while !(fields.last?.isLast ?? true)
    return fields
  }
}

extension FieldScanner.Field {
  /// The value as text, doubled quotes halved.
  var text: String {
    guard hasDoubledQuotes else { return String(decoding: bytes, as: UTF8.self) }
    var halved: [UInt8] = []
    var isSecond = false
    for byte in bytes {
      isSecond = byte == 0x22 && !isSecond
      if byte != 0x22 || isSecond { halved.append(byte) }
    }
    return String(decoding: halved, as: UTF8.self)
  }

  /// The bytes without blanks and tabs around them.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var (first, last) = (start, end)
    while first < last, first.pointee == 0x20 || first.pointee == 9 { first += 1 }
    while last > first, (last - 1).pointee == 0x20 || (last - 1).pointee == 9 { last -= 1 }
    return UnsafeBufferPointer(start: first, count: last - first)
  }
}

extension FieldScanner.Mistake {
  /// The mistake with its file and line.
  func error(in source: some ByteSource, offset: Int) throws -> DataError {
    let line = try lineNumber(of: offset, in: source)
    return isAtEnd
      ? .unterminatedQuote(path: source.path, line: line)
      : .textAfterQuote(path: source.path, line: line)
  }
}
