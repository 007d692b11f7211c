import Tensors

extension Checkpoint {
  /// Reads a safetensors file of numbers of type F32, F64, F16 or BF16.
  ///
  /// - Throws: `CheckpointError` saying what is wrong with the file; none is too hostile for it.
  public static func read(path: String) throws(CheckpointError) -> Checkpoint {
    let bytes = try readFile(path)
    do throws(CheckpointDamage) {
      return try Checkpoint(bytes: bytes)
    } catch {
      throw .damaged(path, error)
    }
  }

  /// Reads the bytes of a safetensors file.
  ///
  /// No number in them is believed before it is compared with the bytes that are there.
  public init(bytes: [UInt8]) throws(CheckpointDamage) {
    guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(Checkpoint.longestHeader) else { throw .headerTooLong(length: length) }
    guard length <= UInt64(bytes.count - 8) else {
      throw .headerBeyondFile(length: length, available: bytes.count - 8)
    }
    let start = 8 + Int(length)
    let header = try CheckpointHeader(bytes[8..<start], dataSize: bytes.count - start)
    tensors = header.entries.map { entry in
      let data = bytes[start + entry.bytes.lowerBound..<start + entry.bytes.upperBound]
      return (entry.name, Tensor(shape: Shape(entry.dimensions), values: entry.type.read(data)))
    }
    metadata = header.metadata
  }
}
