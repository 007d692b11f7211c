/// Where text begins behind its byte order mark, by the first bytes of a file.
///
/// Throws `binaryFile` where they are those of a kind of file that is no text.
func startOfText(_ head: UnsafeBufferPointer<UInt8>, path: String) throws -> Int {
  if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
    throw DataError.binaryFile(path: path, offset: 0, looksLike: "UTF-16 text")
  }
  if let kind = knownBinaryKind(head) {
    throw DataError.binaryFile(path: path, offset: 0, looksLike: kind)
  }
  return head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
}

/// A byte that no text holds, and where.
struct SuspiciousByte: Equatable {
  let offset: Int
  let isZero: Bool

  /// `binaryFile` for a NUL, `notUTF8` for all else.
  func error(in source: some ByteSource) throws -> DataError {
    if isZero { return .binaryFile(path: source.path, offset: offset, looksLike: nil) }
    let line = try lineNumber(of: offset, in: source)
    return .notUTF8(path: source.path, offset: offset, line: line)
  }
}

/// The line, counted from 1, that holds the byte at `offset`; CR, LF and CRLF each end one.
func lineNumber(of offset: Int, in source: some ByteSource) throws -> Int {
  let size = 1 << 16
  // One more than is looked at, for the LF behind a CR.
  let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size + 1)
  defer { memory.deallocate() }
  guard let base = memory.baseAddress else { return 1 }
  var line = 1
  for start in stride(from: 0, to: offset, by: size) {
    let found = try source.read(into: base, count: size + 1, at: start)
    for index in 0..<min(size, found, offset - start) {
      let isLoneReturn = base[index] == 13 && (index + 1 >= found || base[index + 1] != 10)
      if base[index] == 10 || isLoneReturn { line += 1 }
    }
  }
  return line
}

private func knownBinaryKind(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  let kinds: [([UInt8], String)] = [
    ([0x50, 0x4b, 0x03, 0x04], "a zip archive (xlsx and npz files are such)"),
    ([0x89, 0x50, 0x4e, 0x47], "a PNG image"), ([0xff, 0xd8, 0xff], "a JPEG image"),
    ([0x25, 0x50, 0x44, 0x46, 0x2d], "a PDF"), (Array("PAR1".utf8), "a Parquet file"),
    (Array("BZh".utf8), "a bzip2 archive"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz archive"),
    ([0x28, 0xb5, 0x2f, 0xfd], "a zstd archive"), ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
  ]
  return kinds.first { bytes.starts(with: $0.0) }?.1
}

/// The first NUL or the beginning of the first malformed sequence (overlong forms and surrogates too:
/// Unicode 15, table 3-7); nil in text.
func firstSuspiciousByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = 0
  while true {
    index = endOfPlainWords(bytes, from: index)
    guard index < bytes.count else { return nil }
    if bytes[index] == 0 { return index }
    guard let length = sequenceLength(bytes, at: index) else { return index }
    index += length
  }
}

/// Steps over ASCII without NUL: 32 bytes at a time, then eight.
private func endOfPlainWords(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var index = start
  while index + 32 <= bytes.count {
    let signs =
      sign(raw, index) | sign(raw, index + 8) | sign(raw, index + 16) | sign(raw, index + 24)
    if signs & 0x8080_8080_8080_8080 != 0 { break }
    index += 32
  }
  while index + 8 <= bytes.count, sign(raw, index) & 0x8080_8080_8080_8080 == 0 { index += 8 }
  return index
}

/// Eight bytes whose high bits say where a byte is not ASCII or zero.
@inline(__always)
private func sign(_ raw: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
  let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  // The first term finds zero bytes: Mycroft's test.
  return (word &- 0x0101_0101_0101_0101) & ~word | word
}

/// The length of the well-formed sequence at `index`, nil where there is none.
private func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xbf
  switch first {
  case 0xc2...0xdf: length = 2
  case 0xe0: (length, second) = (3, 0xa0...0xbf)
  case 0xed: (length, second) = (3, 0x80...0x9f)
  case 0xe1...0xef: length = 3
  case 0xf0: (length, second) = (4, 0x90...0xbf)
  case 0xf1...0xf3: length = 4
  case 0xf4: (length, second) = (4, 0x80...0x8f)
  default: return nil
  }
  guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
  for offset in 2..<max(length, 2) where bytes[index + offset] & 0xc0 != 0x80 { return nil }
  return length
}
