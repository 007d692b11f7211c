import Glibc

/// A table of recordings: the file of each, its text, and perhaps its part.
struct Transcripts {
  /// One recording, as its row has it.
  struct Row: Sendable {
    /// Counted from 1, the header left out.
    let number: Int
    /// As it is typed, relative to the table's folder.
    let file: String
    let text: String
    /// Nil where the table has no such column.
    let part: String?
  }

  /// The table's path.
  let path: String
  /// The folder in which it lies, "" or with its slash.
  let folder: String
  let rows: [Row]
  let hasParts: Bool
  let fingerprint: Fingerprint
  let notices: [String]

  /// The name of the table in a folder of recordings.
  static let fileName = "transcripts.csv"

  /// The path of the table that a path means: itself, or the one in a folder; nil where the path
  /// means something else.
  static func path(of source: String) -> String? {
    if ClassFolder.isFolder(source) {
      let inside = source.hasSuffix("/") ? source + fileName : "\(source)/\(fileName)"
      return access(expandingHome(inside), F_OK) == 0 ? inside : nil
    }
    return looksLikeTranscripts(source) ? source : nil
  }

  /// Whether a file begins as a table with the columns 'file' and 'text' and a WAV or FLAC file in
  /// its first row.
  private static func looksLikeTranscripts(_ path: String) -> Bool {
    guard let source = try? FileSource(plainText: path) else { return false }
    var head = [UInt8](repeating: 0, count: 4096)
    guard
      let count = try? head.withUnsafeMutableBufferPointer({ buffer in
        try buffer.baseAddress.map { try source.read(into: $0, count: buffer.count, at: 0) } ?? 0
      })
    else { return false }
    let lines = String(decoding: head[..<count], as: UTF8.self)
      .split(whereSeparator: \.isNewline).prefix(2)
    guard lines.count == 2 else { return false }
    let names = lines[0].split { ",;\t\"\u{feff} ".contains($0) }
    let row = lines[1].lowercased()
    return names.contains("file") && names.contains("text")
      && soundEndings.contains { row.contains($0) }
  }

  /// The endings of the files that are looked for beside the transcripts.
  static let soundEndings = [".wav", ".flac"]

  /// Reads a table; every value is text, and none but an empty one is missing.
  init(_ path: String, options: CSVOptions, limits: FileLimits) throws {
    var options = options
    options.isAllText = true
    options.header = options.header ?? true
    var fingerprint = Fingerprint()
    var notices: [String] = []
    let read = try SourceFile.read(
      path, options: options, limits: limits, fingerprint: &fingerprint, notices: &notices)
    guard case .table(let table) = read else { throw DataError.notTranscripts(path: path) }
    let (files, texts) = (try table.column("file"), try table.column("text"))
    let parts = table.names.contains("part") ? try table.column("part") : nil
    self.path = path
    folder = folderPart(path)
    rows = (0..<table.rowCount).map { row in
      Row(
        number: row + 1, file: trimmedText(files.cell(row) ?? ""),
        text: trimmedText(texts.cell(row) ?? ""), part: parts.map { $0.cell(row) ?? "" })
    }
    hasParts = parts != nil
    (self.fingerprint, self.notices) = (fingerprint, notices)
  }

  /// Where the file of a row lies.
  func path(of row: Row) -> String {
    row.file.hasPrefix("/") || row.file.hasPrefix("~/") ? row.file : folder + row.file
  }

  /// The recordings beside those of the table that no row names.
  var withoutTranscript: [String] {
    let named = Set(rows.map(path))
    let folders = Set(named.map(folderPart) + [folder])
    return folders.sorted().flatMap { folder in
      fileNames(in: folder.isEmpty ? "." : expandingHome(folder)).filter { name in
        let lower = name.lowercased()
        return !name.hasPrefix(".") && Self.soundEndings.contains(where: lower.hasSuffix)
      }.map { folder + $0 }
    }.filter { !named.contains($0) }
  }
}

/// "a/b/" of "a/b/c.wav".
private func folderPart(_ path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}
