/// What the head of a file tells about it: delimiter, names, where the rows begin.
struct CSVDialect {
  let delimiter: UInt8
  let names: [String]
  /// Whether the file itself holds the names.
  let hasHeader: Bool
  /// The offset of the first row.
  let bodyOffset: Int
  let notices: [String]

  /// Rows looked at to tell a header from data.
  private static let sample = 20

  /// Reads as much of a text as it takes, `size` bytes at first.
  ///
  /// Throws `emptyFile`, `binaryFile` by the first bytes, `badDelimiter`, or what is wrong with the
  /// first row.
  init(
    _ source: any ByteSource, options: CSVOptions, missing: MissingValues, size: Int
  ) throws {
    var size = max(16, size)
    while true {
      let head = try [UInt8](unsafeUninitializedCapacity: size) { target, found in
        guard let base = target.baseAddress else { return }
        found = try source.read(into: base, count: size, at: 0)
      }
      let found = try head.withUnsafeBufferPointer { bytes in
        let start = try startOfText(bytes, path: source.path)
        do {
          return try CSVDialect(
            bytes, from: start, isWhole: head.count < size, path: source.path, options: options,
            missing: missing)
        } catch let mistake as FieldScanner.Mistake {
          let offset = mistake.address - Int(bitPattern: bytes.baseAddress)
          throw try mistake.error(in: source, offset: offset)
        }
      }
      if let found {
        self = found
        return
      }
      size = size > .max / 2 ? .max : size * 2
    }
  }

  /// Reads the head of a text; nil when a longer head could tell more.
  ///
  /// - Parameter isWhole: whether the head is all there is.
  /// - Throws: `emptyFile`, `badDelimiter`, or the mistake of the first row as `FieldScanner.Mistake`.
  private init?(
    _ head: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool, path: String,
    options: CSVOptions, missing: MissingValues
  ) throws {
    guard let base = head.baseAddress else { throw DataError.emptyFile(path: path) }
    let end = base + head.count
    var probe = FieldScanner(end: end, delimiter: 0x2c, next: base + start)
    while probe.isAtLineEnd { probe.skipLineEnd() }
    guard !probe.isAtEnd else {
      guard isWhole else { return nil }
      throw DataError.emptyFile(path: path)
    }
    let body = probe.next
    let found = try options.delimiterByte() ?? detectDelimiter(body, end, path: path, isWhole)
    guard let found else { return nil }
    delimiter = found

    var scanner = FieldScanner(end: end, delimiter: delimiter, next: body)
    guard let (first, rest) = try Self.firstRows(&scanner, isWhole) else { return nil }
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
  private static func firstRows(
    _ scanner: inout FieldScanner, _ isWhole: Bool
  ) throws -> (first: [FieldScanner.Field], rest: [[FieldScanner.Field]])? {
    let first: [FieldScanner.Field]
    do {
      first = try scanner.row()
    } catch {
      if error.isAtEnd, !isWhole { return nil }
      throw error
    }
    var ahead = scanner
    // A mistake further down is told, with its row, when the rows are read.
    guard let rest = ahead.rows(atMost: sample, isWhole) else { return nil }
    return (first, rest)
  }
}

extension FieldScanner {
  /// The next rows, up to the first mistake; nil when the end of a head that is not whole came
  /// first.
  fileprivate mutating func rows(atMost count: Int, _ isWhole: Bool) -> [[Field]]? {
    var rows: [[Field]] = []
    while rows.count < count, !isAtEnd {
      do {
        rows.append(try row())
      } catch {
        return error.isAtEnd && !isWhole ? nil : rows
      }
    }
    return isAtEnd && !isWhole ? nil : rows
  }
}

/// The byte that separates values: a tab for .tsv, else the one that splits the first lines
/// into the most columns of equal number; a comma where nothing does.
///
/// Nil when a longer head could tell more.
private func detectDelimiter(
  _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, path: String, _ isWhole: Bool
) -> UInt8? {
  let name = path.lowercased()
  if [".tsv", ".tsv.gz", ".tab", ".tab.gz"].contains(where: name.hasSuffix) { return 9 }
  var best: (delimiter: UInt8, columns: Int) = (0x2c, 1)
  for delimiter in [UInt8(0x2c), 9, 0x3b] {
    var scanner = FieldScanner(end: end, delimiter: delimiter, next: start)
    guard let rows = scanner.rows(atMost: 10, isWhole) else { return nil }
    let widths = rows.map(\.count)
    guard let width = widths.first, widths.allSatisfy({ $0 == width }) else { continue }
    if width > best.columns { best = (delimiter, width) }
  }
  return best.columns > 1 ? best.delimiter : mostFrequentDelimiter(start, end, isWhole)
}

/// For a file whose rows differ in length: what occurs most in its first line.
private func mostFrequentDelimiter(
  _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isWhole: Bool
) -> UInt8? {
  let text = UnsafeBufferPointer(start: start, count: end - start)
  let line = text.prefix { $0 != 10 && $0 != 13 }
  if line.count == text.count, !isWhole { return nil }
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
