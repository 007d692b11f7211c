/// What the head of a file tells about it: delimiter, names, where the rows begin.
struct CSVDialect {
  let delimiter: UInt8
  let names: [String]
  /// Whether the file itself holds the names.
  let hasHeader: Bool
  /// The offset of the first row.
  let bodyOffset: Int
  let notices: [String]
  private let base: UnsafePointer<UInt8>

  /// Rows looked at to tell a header from data.
  private static let sample = 20

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, path: String, options: CSVOptions,
    missing: MissingValues
  ) throws {
    guard let base = bytes.baseAddress else { throw DataError.emptyFile(path: path) }
    self.base = base
    let end = base + bytes.count
    var probe = FieldScanner(end: end, delimiter: 0x2c, next: base + start)
    while probe.isAtLineEnd { probe.skipLineEnd() }
    guard !probe.isAtEnd else { throw DataError.emptyFile(path: path) }
    let body = probe.next
    delimiter = try options.delimiterByte() ?? detectDelimiter(body, end, path: path)

    var scanner = FieldScanner(end: end, delimiter: delimiter, next: body)
    let (first, rest) = try Self.head(&scanner, bytes, path: path)
    let header = HeaderGuess(first: first, rest: rest, missing: missing)
    var notices: [String] = []
    hasHeader = options.header ?? header.isHeader
    if hasHeader {
      (names, notices) = uniqueNames(first.map(\.text))
      bodyOffset = scanner.next - base
    } else {
      names = first.indices.map { "column_\($0 + 1)" }
      bodyOffset = body - base
    }
    if options.header == nil, let notice = header.notice { notices.insert(notice, at: 0) }
    self.notices = notices
  }

  /// The first row and some of the next; the scanner stays behind the first.
  private static func head(
    _ scanner: inout FieldScanner, _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws -> (first: [FieldScanner.Field], rest: [[FieldScanner.Field]]) {
    let first: [FieldScanner.Field]
    do {
      first = try scanner.row()
    } catch let mistake as FieldScanner.Mistake {
      throw mistake.located(in: bytes, path: path)
    }
    var ahead = scanner
    var rest: [[FieldScanner.Field]] = []
    // A mistake further down is told, with its row, when the rows are read.
    while rest.count < sample, !ahead.isAtEnd, let row = try? ahead.row() { rest.append(row) }
    return (first, rest)
  }

  /// A scanner at the first row of the bytes that `init` was given.
  func scanner(_ bytes: UnsafeBufferPointer<UInt8>) -> FieldScanner {
    FieldScanner(end: base + bytes.count, delimiter: delimiter, next: base + bodyOffset)
  }
}

/// The byte that separates values: a tab for .tsv, else the one that splits the first lines
/// into the most columns of equal number; a comma where nothing does.
private func detectDelimiter(
  _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, path: String
) -> UInt8 {
  let name = path.lowercased()
  if [".tsv", ".tsv.gz", ".tab", ".tab.gz"].contains(where: name.hasSuffix) { return 9 }
  var best: (delimiter: UInt8, columns: Int) = (0x2c, 1)
  for delimiter in [UInt8(0x2c), 9, 0x3b] {
    var scanner = FieldScanner(end: end, delimiter: delimiter, next: start)
    var widths: [Int] = []
    while widths.count < 10, !scanner.isAtEnd, let row = try? scanner.row() {
      widths.append(row.count)
    }
    guard let width = widths.first, widths.allSatisfy({ $0 == width }) else { continue }
    if width > best.columns { best = (delimiter, width) }
  }
  return best.columns > 1 ? best.delimiter : mostFrequentDelimiter(start, end)
}

/// For a file whose rows differ in length: what occurs most in its first line.
private func mostFrequentDelimiter(
  _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
) -> UInt8 {
  let line = UnsafeBufferPointer(start: start, count: end - start).prefix { $0 != 10 && $0 != 13 }
  let counts = [UInt8(0x2c), 9, 0x3b].map { byte in (byte, line.count { $0 == byte }) }
  return counts.reduce((0x2c, 0)) { $1.1 > $0.1 ? $1 : $0 }.0
}

/// Names trimmed, empty ones numbered, repeated ones told apart, with a notice for each change.
func uniqueNames(_ typed: [String]) -> (names: [String], notices: [String]) {
  var names: [String] = []
  var taken = Set(typed.map(trimmedText))
  var seen: Set<String> = []
  var notices: [String] = []
  for (index, raw) in typed.enumerated() {
    let name = trimmedText(raw)
    if !name.isEmpty, seen.insert(name).inserted {
      names.append(name)
      continue
    }
    let stem = name.isEmpty ? "column" : name
    var number = name.isEmpty ? index + 1 : 2
    while taken.contains("\(stem)_\(number)") { number += 1 }
    let fresh = "\(stem)_\(number)"
    taken.insert(fresh)
    names.append(fresh)
    notices.append(
      name.isEmpty
        ? "column \(index + 1) has no name: it is called '\(fresh)'"
        : "column \(index + 1) is a second '\(name)': it is called '\(fresh)'")
  }
  return (names, notices)
}
