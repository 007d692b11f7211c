/// Where text begins behind its byte order mark, once the bytes are known to be UTF-8 text.
///
/// Throws `binaryFile` at the first NUL and `notUTF8` at the first malformed sequence (overlong
/// forms and surrogates too: Unicode 15, table 3-7).
func startOfText(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws -> Int {
  if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
    throw DataError.binaryFile(path: path, offset: 0, looksLike: "UTF-16 text")
  }
  if let kind = knownBinaryKind(bytes) {
    throw DataError.binaryFile(path: path, offset: 0, looksLike: kind)
  }
  if let offset = firstSuspiciousByte(bytes) {
    if bytes[offset] == 0 {
      throw DataError.binaryFile(path: path, offset: offset, looksLike: nil)
    }
    throw DataError.notUTF8(path: path, offset: offset, line: lineNumber(of: offset, in: bytes))
  }
  return bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
}

/// The line, counted from 1, that holds the byte at `offset`; CR, LF and CRLF each end one.
func lineNumber(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var line = 1
  for index in 0..<min(offset, bytes.count) {
    let isLoneReturn = bytes[index] == 13 && (index + 1 >= bytes.count || bytes[index + 1] != 10)
    if bytes[index] == 10 || isLoneReturn { line += 1 }
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

/// The offset of the first NUL or malformed sequence.
///
/// Plain ASCII passes eight bytes at a time.
private func firstSuspiciousByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let high: UInt64 = 0x8080_8080_8080_8080
  let ones: UInt64 = 0x0101_0101_0101_0101
  let raw = UnsafeRawBufferPointer(bytes)
  var index = 0
  while index < bytes.count {
    if index + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The first term finds zero bytes: Mycroft's test.
      if ((word &- ones) & ~word | word) & high == 0 {
        index += 8
        continue
      }
    }
    if bytes[index] == 0 { return index }
    guard let length = sequenceLength(bytes, at: index) else { return index }
    index += length
  }
  return nil
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
