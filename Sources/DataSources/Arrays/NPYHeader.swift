import Tensors

/// The header of an NPY file, versions 1 to 3 (NumPy Enhancement Proposal 1).
struct NPYHeader: Equatable {
  var type: ElementType
  var bigEndian: Bool
  var fortranOrder: Bool
  var shape: [Int]
  /// Where the values begin.
  var bodyOffset: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
}

extension NPYHeader {
  /// Reads the header; throws `damagedArray`.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws {
    let fields = try NPYFields(bytes, path: path)
    guard let (type, bigEndian) = elementType(fields.descr) else {
      throw DataError.damagedArray(
        path: path, format: "NPY", reason: "its values are of type '\(fields.descr)'")
    }
    self.init(
      type: type, bigEndian: bigEndian, fortranOrder: fields.fortranOrder, shape: fields.shape,
      bodyOffset: fields.bodyOffset)
  }
}

/// What an NPY header says, whatever the type of the values.
struct NPYFields {
  var descr: String
  var fortranOrder: Bool
  var shape: [Int]
  /// Where the values begin.
  var bodyOffset = 0

  /// Reads the header; throws `damagedArray`.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws {
    let damaged = { (reason: String) in
      DataError.damagedArray(path: path, format: "NPY", reason: reason)
    }
    guard bytes.count >= 10, bytes.starts(with: NPYHeader.magic) else {
      throw damaged("it does not begin with the NPY mark")
    }
    let version = bytes[6]
    guard (1...3).contains(version) else { throw damaged("its version \(version) is not known") }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw damaged("it ends inside its header") }
    let length =
      version == 1
      ? Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
      : Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard length <= bytes.count - start else {
      throw damaged("its header claims \(length) bytes, but \(bytes.count - start) follow")
    }
    var parser = HeaderParser(text: Array(bytes[start..<start + length]))
    guard let fields = parser.fields() else { throw damaged("its header cannot be read") }
    self = fields
    bodyOffset = start + length
  }

  fileprivate init(descr: String, fortranOrder: Bool, shape: [Int]) {
    self.descr = descr
    self.fortranOrder = fortranOrder
    self.shape = shape
  }
}

/// "<f4" and the like: byte order, kind, bytes.
private func elementType(_ descr: String) -> (ElementType, bigEndian: Bool)? {
  guard let order = descr.first, "<>|=".contains(order) else { return nil }
  let types: [String: ElementType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8,
    "u2": .uint16, "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64,
  ]
  guard let type = types[String(descr.dropFirst())] else { return nil }
  return (type, order == ">")
}

/// Reads the one Python literal that NumPy writes: a dictionary of `descr`, `fortran_order`,
/// `shape`, in any order, with any blanks.
private struct HeaderParser {
  let text: [UInt8]
  var position = 0

  init(text: [UInt8]) { self.text = text }

  mutating func fields() -> NPYFields? {
    var descr: String?
    var order: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "descr" where descr == nil: descr = string()
      case "fortran_order" where order == nil: order = bool()
      case "shape" where shape == nil: shape = tuple()
      default: return nil
      }
      if !take(",") {
        guard take("}") else { return nil }
        break
      }
    }
    skipBlanks()
    guard position == text.count, let descr, let order, let shape else { return nil }
    return NPYFields(descr: descr, fortranOrder: order, shape: shape)
  }

  private mutating func skipBlanks() {
    while position < text.count, [0x20, 9, 10, 13].contains(text[position]) { position += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    skipBlanks()
    guard text[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func string() -> String? {
    let quote: UInt8 = take("'") ? 0x27 : take("\"") ? 0x22 : 0
    guard quote != 0, let end = text[position...].firstIndex(of: quote) else { return nil }
    defer { position = end + 1 }
    return String(decoding: text[position..<end], as: UTF8.self)
  }

  private mutating func bool() -> Bool? {
    if take("True") { return true }
    return take("False") ? false : nil
  }

  /// At most 32 sizes, as NumPy itself allows.
  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var sizes: [Int] = []
    while !take(")") {
      guard sizes.count < 32, let size = integer() else { return nil }
      sizes.append(size)
      if !take(",") { return take(")") ? sizes : nil }
    }
    return sizes
  }

  private mutating func integer() -> Int? {
    skipBlanks()
    let digits = text[position...].prefix { (0x30...0x39).contains($0) }
    position += digits.count
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
