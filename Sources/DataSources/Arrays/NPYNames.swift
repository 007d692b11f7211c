/// Reads the texts of an NPY file of NumPy's type `U` (characters of 32 bits) or `S` (bytes); nil
/// for a file of numbers.
///
/// Both pad each text to the longest with zeros. NumPy writes lists of class names so.
func readNPYNames(_ file: LoadedFile) throws -> (shape: [Int], names: [String])? {
  try file.bytes.withBytes { try parseNPYNames(UnsafeRawBufferPointer($0), path: file.path) }
}

func parseNPYNames(
  _ bytes: UnsafeRawBufferPointer, path: String
) throws -> (shape: [Int], names: [String])? {
  let fields = try NPYFields(bytes, path: path)
  guard let type = NameType(fields.descr) else { return nil }
  let damaged = { (reason: String) in
    DataError.damagedArray(path: path, format: "NPY", reason: reason)
  }
  guard let count = elementCount(fields.shape), let size = elementCount([count, type.size]) else {
    throw damaged("its shape \(fields.shape) is beyond every memory")
  }
  let body = bytes.count - fields.bodyOffset
  guard size == body else {
    throw damaged("its shape \(fields.shape) takes \(size) bytes, but \(body) follow the header")
  }
  // A text of no bytes could be repeated without end by a header alone.
  guard count > 0, type.size > 0 else { throw DataError.emptyFile(path: path) }
  let names = (0..<count).map { type.decode(bytes, at: fields.bodyOffset + $0 * type.size) }
  return (fields.shape, names)
}

/// "<U5", ">U5" or "|S5": how each text is laid out.
private struct NameType {
  let isWide: Bool
  let bigEndian: Bool
  let length: Int

  init?(_ descr: String) {
    let kind = descr.dropFirst().first
    guard let order = descr.first, "<>|=".contains(order), kind == "U" || kind == "S",
      let length = Int(descr.dropFirst(2)), (0...(1 << 20)).contains(length)
    else { return nil }
    isWide = kind == "U"
    bigEndian = order == ">"
    self.length = length
  }

  /// Bytes of one text.
  var size: Int { isWide ? 4 * length : length }

  func decode(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> String {
    guard isWide else {
      let text = bytes[offset..<offset + length]
      let end = text.lastIndex { $0 != 0 }.map { $0 + 1 } ?? offset
      return String(decoding: text[..<end], as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for index in 0..<length {
      let raw = bytes.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self)
      let code = bigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
      if code == 0 { break }
      text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
