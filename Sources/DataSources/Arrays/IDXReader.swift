import Tensors

/// Reads IDX, the format of MNIST: two zero bytes, a type, the number of axes, their sizes in
/// 32 bits and the values, all big-endian (LeCun, "The MNIST database", file formats).
func readIDX(_ file: LoadedFile) throws -> NumericArray {
  try file.bytes.withBytes {
    try parseIDX(UnsafeRawBufferPointer($0), path: file.path, kept: file.keptBytes)
  }
}

/// Whether the bytes begin as an IDX file does.
func looksLikeIDX(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.count >= 4 && bytes[0] == 0 && bytes[1] == 0 && idxTypes[bytes[2]] != nil
}

private let idxTypes: [UInt8: ElementType] = [
  0x08: .uint8, 0x09: .int8, 0x0b: .int16, 0x0c: .int32, 0x0d: .float32, 0x0e: .float64,
]

/// - Parameter kept: the bytes once more, for an array to stay in; nil for one that is copied.
func parseIDX(
  _ bytes: UnsafeRawBufferPointer, path: String, kept: FileBytes? = nil
) throws -> NumericArray {
  let damaged = { (reason: String) in
    DataError.damagedArray(path: path, format: "IDX", reason: reason)
  }
  guard bytes.count >= 4 else { throw damaged("it has \(bytes.count) bytes and no header") }
  guard bytes[0] == 0, bytes[1] == 0 else { throw damaged("it does not begin with two zeros") }
  guard let type = idxTypes[bytes[2]] else { throw damaged("its type \(bytes[2]) is not defined") }
  let axes = Int(bytes[3])
  let header = 4 + 4 * axes
  guard axes > 0 else { throw damaged("it has no axes") }
  guard bytes.count >= header else { throw damaged("it ends inside its header") }
  let shape = (0..<axes).map { axis in
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 + 4 * axis, as: UInt32.self)))
  }
  let count = try checkedCount(
    shape, type: type, body: bytes.count - header, path: path, format: "IDX")
  if let kept {
    let array = NumericArray(
      shape: shape, in: kept, at: header, type: type, isBigEndian: true)
    if let array { return array }
  }
  try refuseCopy(of: kept, path: path)
  let storage = type.decode(bytes, at: header, count: count, bigEndian: true)
  return NumericArray(shape: shape, storage: storage)
}

/// The number of values, once shape and file length are known to agree.
func checkedCount(
  _ shape: [Int], type: ElementType, body: Int, path: String, format: String,
  allowsEmpty: Bool = false
) throws -> Int {
  guard let count = elementCount(shape), let size = elementCount([count, type.size]) else {
    throw DataError.damagedArray(
      path: path, format: format, reason: "its shape \(shape) is beyond every memory")
  }
  guard size == body else {
    throw DataError.damagedArray(
      path: path, format: format,
      reason: "its shape \(shape) takes \(size) bytes, but \(body) follow the header")
  }
  guard count > 0 || allowsEmpty else { throw DataError.emptyFile(path: path) }
  return count
}
