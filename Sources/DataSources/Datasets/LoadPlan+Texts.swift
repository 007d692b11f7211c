import Timing

extension LoadPlan {
  /// The texts of a folder; their classes are the target.
  func readTexts(
    _ source: Source, rows: Int?, _ fingerprint: inout Fingerprint, _ notices: inout [String]
  ) throws -> Loaded {
    try refuseFolderOptions(source, rows: rows, of: "texts")
    if images.size != nil || images.grey != nil {
      let option = images.size != nil ? "size=" : "grey="
      throw Self.imageOptionError(option, source: source.features)
    }
    var reader = try TextFolderReader(
      source.features, skipsErrors: images.skipsErrors ?? false, limits: limits)
    let table = try reader.read()
    fingerprint.add(reader.fingerprint)
    notices += reader.notices
    return Loaded(content: .table(table), targetColumns: [ClassFolder.targetName])
  }

  /// Refuses options of `load` that say what the sub-folders say.
  func refuseFolderOptions(_ source: Source, rows: Int?, of kind: String) throws {
    guard source.targets == nil else {
      throw DataError.loadOptions(
        problem: "'\(source.features)' is a folder of \(kind), whose sub-folders are the targets",
        hint: "leave targets= out")
    }
    guard rows == nil else {
      throw DataError.loadOptions(
        problem: "rows= would take \(kind) of the first class only", hint: "split train=0.2")
    }
  }

  /// Whether a file is text with a row for each line, and no table.
  func isLines(_ path: String) -> Bool {
    TextFile.isText(path) && csv.delimiter == nil && csv.header == nil
  }

  /// A file as texts, a row for each line that is not blank.
  func readLines(
    _ path: String, rows: Int?, _ fingerprint: inout Fingerprint, _ notices: inout [String]
  ) throws -> SourceFile {
    if let rows, rows < 1 { throw DataError.badRowCount(rows) }
    let file = try timed("reading") { try TextFile(path, limits: limits) }
    let (lines, blank) = timed("parsing") { file.lines() }
    guard !lines.isEmpty else { throw DataError.emptyFile(path: file.path) }
    fingerprint.add(file.fingerprint)
    notices.append(
      "'\(path)' is read as text, a row for each line (delimiter=\",\" reads a table)")
    if blank > 0 { notices.append("\(counted(blank, "blank line")) left out") }
    let kept = Array(lines.prefix(rows ?? lines.count))
    let column = Column(name: TextFile.columnName, texts: kept)
    return .table(Table(checked: [column], rowCount: kept.count))
  }
}
