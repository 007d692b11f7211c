/// Reads delimited text into a table.
///
/// Two passes over the bytes: the first takes every column for numbers and notes which are not;
/// the second, only when there are such, collects their texts. No text is made for a number.
func readCSV(
  _ file: LoadedFile, options: CSVOptions = CSVOptions()
) throws -> (table: Table, notices: [String]) {
  if let rows = options.rows, rows < 1 { throw DataError.badRowCount(rows) }
  return try file.bytes.withBytes { bytes in
    var reader = try CSVReader(bytes, path: file.path, options: options)
    return try reader.table()
  }
}

/// One reading of one file.
struct CSVReader {
  let path: String
  let options: CSVOptions
  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: CSVDialect
  let missing: MissingValues
  let numbers = DecimalParser()
  var columns: [ColumnBuilder]
  var notices: [String]
  /// Rows read so far.
  var rowCount = 0

  /// Most columns of a table.
  static let columnLimit = 1_000_000

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String, options: CSVOptions) throws {
    let start = try startOfText(bytes, path: path)
    self.bytes = bytes
    self.path = path
    self.options = options
    missing = MissingValues(added: options.missing)
    dialect = try CSVDialect(bytes, from: start, path: path, options: options, missing: missing)
    guard dialect.names.count <= Self.columnLimit else {
      throw DataError.tooManyColumns(
        path: path, columns: dialect.names.count, limit: Self.columnLimit)
    }
    notices = dialect.notices
    columns = dialect.names.map { _ in ColumnBuilder() }
  }

  mutating func table() throws -> (table: Table, notices: [String]) {
    try readNumbers()
    guard rowCount > 0 else {
      throw DataError.headerOnly(path: path, columns: dialect.names.count)
    }
    var texts = try readTexts()
    var result: [Column] = []
    for (index, name) in dialect.names.enumerated() {
      if let text = texts.removeValue(forKey: index) {
        result.append(Column(name: name, values: .text(text)))
        if let notice = columns[index].almostNumeric(name, rows: rowCount) {
          notices.append(notice)
        }
      } else {
        let storage = columns[index].finish()
        result.append(Column(name: name, values: .numbers(NumberColumn(storage: storage))))
      }
    }
    return (Table(checked: result, rowCount: rowCount), notices)
  }

  /// No more rows than this can follow: each takes a byte per column and lines are counted.
  private var mostRows: Int {
    let body = bytes.count - dialect.bodyOffset
    let byBytes = body / max(1, columns.count) + 1
    return min(byBytes, options.rows ?? byBytes)
  }
}

// MARK: First pass

extension CSVReader {
  private mutating func readNumbers() throws {
    let limit = options.rows ?? .max
    let width = columns.count
    let block = NumberBlock(width: width)
    let expected = min(mostRows, countLines(limit: limit))
    for index in columns.indices { columns[index].reserve(expected) }
    var scanner = dialect.scanner(bytes)
    var emptyLines = 0
    while !scanner.isAtEnd, rowCount < limit {
      if scanner.isAtLineEnd {
        // An empty line is no row, but for a lone column, where it is a missing value
        // unless nothing follows.
        scanner.skipLineEnd()
        emptyLines += 1
        continue
      }
      if width == 1 { for _ in 0..<emptyLines where rowCount < limit { addMissingRow(block) } }
      emptyLines = 0
      guard rowCount < limit else { break }
      do {
        try readRow(&scanner, into: block)
      } catch let mistake as FieldScanner.Mistake {
        throw mistake.located(in: bytes, path: path)
      }
      block.rows += 1
      rowCount += 1
      if block.isFull { flush(block) }
    }
    flush(block)
  }

  private func countLines(limit: Int) -> Int {
    guard limit == .max else { return limit }
    var lines = 1
    for byte in bytes[dialect.bodyOffset...] where byte == 10 || byte == 13 { lines += 1 }
    return lines
  }

  private mutating func addMissingRow(_ block: NumberBlock) {
    block.nextRow[0] = .nan
    block.rows += 1
    rowCount += 1
    if block.isFull { flush(block) }
  }

  /// One row: a number where the bytes are one up to the delimiter, else the careful way.
  @inline(__always)
  private mutating func readRow(_ scanner: inout FieldScanner, into block: NumberBlock) throws {
    let rowStart = scanner.next
    let row = block.nextRow
    let width = columns.count
    var index = 0
    while index < width {
      var isLast: Bool
      if !missing.includeNumbers,
        let (value, next) = numbers.parse(scanner.next, scanner.end),
        next < scanner.end, next.pointee == scanner.delimiter || next.pointee == 10
      {
        isLast = next.pointee == 10
        scanner.next = next + 1
        row[index] = value
      } else {
        let field = try scanner.field()
        isLast = field.isLast
        row[index] = number(field, column: index)
      }
      index += 1
      if isLast { break }
      if index == width { throw try ragged(rowStart) }
    }
    if index < width { throw try ragged(rowStart) }
  }

  /// The number that a value is, NaN when it is missing or, noted, text.
  @inline(never)
  private mutating func number(_ field: FieldScanner.Field, column: Int) -> Double {
    let trimmed = field.trimmed
    if missing.contains(trimmed) { return .nan }
    if let value = numbers.number(trimmed), !value.isNaN { return value }
    columns[column].noteText(row: rowCount) { field.text }
    return .nan
  }

  private mutating func flush(_ block: NumberBlock) {
    for index in columns.indices {
      columns[index].append(block.values + index, stride: block.width, count: block.rows)
    }
    block.rows = 0
  }
}

// MARK: Second pass

extension CSVReader {
  /// The columns that are no numbers, by position.
  private func readTexts() throws -> [Int: TextColumn] {
    var texts: [Int: TextColumn] = [:]
    let wanted = columns.indices.filter { columns[$0].isText }
    guard !wanted.isEmpty else { return [:] }
    var columnTexts = wanted.map { _ in TextColumn() }
    for index in columnTexts.indices { columnTexts[index].reserve(rowCount) }
    let isLoneColumn = columns.count == 1
    var scanner = dialect.scanner(bytes)
    var row = 0
    while row < rowCount, !scanner.isAtEnd {
      if scanner.isAtLineEnd {
        scanner.skipLineEnd()
        if isLoneColumn {
          columnTexts[0].append(nil)
          row += 1
        }
        continue
      }
      try readTextRow(&scanner, wanted: wanted, into: &columnTexts)
      row += 1
    }
    for (column, text) in zip(wanted, columnTexts) { texts[column] = text }
    return texts
  }

  private func readTextRow(
    _ scanner: inout FieldScanner, wanted: [Int], into texts: inout [TextColumn]
  ) throws {
    var position = 0
    for column in columns.indices {
      let field = try scanner.field()
      guard position < wanted.count, wanted[position] == column else { continue }
      texts[position].append(missing.contains(field.trimmed) ? nil : field.text)
      position += 1
    }
  }
}

// MARK: Mistakes

extension CSVReader {
  private func ragged(_ rowStart: UnsafePointer<UInt8>) throws -> DataError {
    var scanner = dialect.scanner(bytes)
    scanner.next = rowStart
    let found: Int
    do {
      found = try scanner.row().count
    } catch let mistake as FieldScanner.Mistake {
      return mistake.located(in: bytes, path: path)
    }
    return .raggedRow(
      path: path, row: rowCount + 1, line: line(of: rowStart), expected: columns.count,
      found: found)
  }

  private func line(of pointer: UnsafePointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 1 }
    return lineNumber(of: pointer - base, in: bytes)
  }
}
