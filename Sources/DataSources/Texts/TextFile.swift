/// Text whose bytes were found to be UTF-8.
struct TextFile {
  /// The column that holds texts.
  static let columnName = "text"

  let text: String
  let path: String
  let fingerprint: Fingerprint

  /// Reads a file whole, gzipped or not.
  ///
  /// Throws `emptyFile`, `binaryFile` or `notUTF8` with the line of the first byte that does not fit.
  init(_ typedPath: String, limits: FileLimits) throws {
    let file = try readFile(typedPath, limits: limits)
    (path, fingerprint) = (file.path, file.fingerprint)
    guard file.bytes.count > 0 else { throw DataError.emptyFile(path: file.path) }
    text = try file.bytes.withBytes { bytes in
      let start = try startOfText(bytes, path: file.path)
      if let offset = firstSuspiciousByte(bytes) {
        let bad = SuspiciousByte(offset: offset, isZero: bytes[offset] == 0)
        throw try bad.error(in: MemorySource(path: file.path, bytes: file.bytes))
      }
      return String(decoding: bytes[start...], as: UTF8.self)
    }
  }

  /// Whether a path names text by its ending.
  static func isText(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".txt") || name.hasSuffix(".txt.gz")
  }

  /// The lines that hold more than white space, and how many others there are.
  ///
  /// CR, LF and CRLF each end a line.
  func lines() -> (kept: [String], blank: Int) {
    var (kept, blank): ([String], Int) = ([], 0)
    for piece in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      let line = piece.last == 13 ? piece.dropLast() : piece
      for part in line.split(separator: 13, omittingEmptySubsequences: false) {
        let line = Substring(part)
        if line.isBlank { blank += 1 } else { kept.append(String(line)) }
      }
    }
    // What stands behind the last end of a line is no line where it is nothing.
    if text.utf8.last == 10 || text.utf8.last == 13 { blank -= 1 }
    return (kept, blank)
  }
}

extension StringProtocol {
  /// Whether there is nothing but white space.
  var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}
