import Tensors

/// Reads NPY: one array, of any of NumPy's real number types, in C or Fortran order.
///
/// - Parameter allowsEmpty: whether an array without values will do.
func readNPY(_ file: LoadedFile, allowsEmpty: Bool = false) throws -> NumericArray {
  try file.bytes.withBytes {
    try parseNPY(
      UnsafeRawBufferPointer($0), path: file.path, allowsEmpty: allowsEmpty, kept: file.keptBytes)
  }
}

/// Refuses to copy from a mapped file, whose size nobody has looked at yet, what memory cannot hold.
func refuseCopy(of kept: FileBytes?, path: String) throws {
  let limit = FileLimits.standard.bytes
  guard let kept, kept.isMapped, kept.count > limit else { return }
  throw DataError.tooLarge(path: path, bytes: kept.count, limit: limit)
}

/// Whether the bytes begin as an NPY file does.
func looksLikeNPY(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.starts(with: NPYHeader.magic)
}

/// - Parameter kept: the bytes once more, for an array to stay in; nil for one that is copied.
func parseNPY(
  _ bytes: UnsafeRawBufferPointer, path: String, allowsEmpty: Bool = false,
  kept: FileBytes? = nil
) throws -> NumericArray {
  let header = try NPYHeader(bytes, path: path)
  let count = try checkedCount(
    header.shape, type: header.type, body: bytes.count - header.bodyOffset, path: path,
    format: "NPY", allowsEmpty: allowsEmpty)
  let isRowMajor = !header.fortranOrder || header.shape.count < 2
  if let kept, isRowMajor {
    let array = NumericArray(
      shape: header.shape, in: kept, at: header.bodyOffset, type: header.type,
      isBigEndian: header.bigEndian)
    if let array { return array }
  }
  try refuseCopy(of: kept, path: path)
  let storage = header.type.decode(
    bytes, at: header.bodyOffset, count: count, bigEndian: header.bigEndian)
  if isRowMajor {
    return NumericArray(shape: header.shape, storage: storage)
  }
  return NumericArray(shape: header.shape, storage: storage.rowMajor(header.shape))
}

extension NumericArray.Storage {
  /// The values of a column-major array in row-major order.
  fileprivate func rowMajor(_ shape: [Int]) -> Self {
    switch self {
    case .bytes(let values): .bytes(transposed(values, shape))
    case .single(let values): .single(transposed(values, shape))
    case .double(let values): .double(transposed(values, shape))
    case .stored: self
    }
  }
}

private func transposed<Value>(_ values: [Value], _ shape: [Int]) -> [Value] {
  var strides: [Int] = []
  var stride = 1
  for size in shape {
    strides.append(stride)
    stride *= size
  }
  var index = Array(repeating: 0, count: shape.count)
  var position = 0
  return values.indices.map { _ in
    defer {
      // Counts the index up, last axis first, and moves the source position with it.
      var axis = shape.count - 1
      while axis >= 0 {
        index[axis] += 1
        position += strides[axis]
        if index[axis] < shape[axis] { break }
        position -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    return values[position]
  }
}
