/// Writes NPY version 1, little-endian, in C order: what `numpy.load` reads everywhere.
public enum NPYEncoder {
  /// Single precision values as a file's bytes; nil when the shape asks for another number.
  public static func bytes(shape: [Int], _ values: [Float]) -> [UInt8]? {
    encode(shape, "<f4", values.count) { body in
      append(values, to: &body) { $0.bitPattern }
    }
  }

  /// Double precision values as a file's bytes; nil when the shape asks for another number.
  public static func bytes(shape: [Int], _ values: [Double]) -> [UInt8]? {
    encode(shape, "<f8", values.count) { body in
      append(values, to: &body) { $0.bitPattern }
    }
  }

  /// 32-bit integers as a file's bytes; nil when the shape asks for another number.
  public static func bytes(shape: [Int], _ values: [Int32]) -> [UInt8]? {
    encode(shape, "<i4", values.count) { body in
      append(values, to: &body) { $0 }
    }
  }

  private static func encode(
    _ shape: [Int], _ descr: String, _ count: Int, _ appendBody: (inout [UInt8]) -> Void
  ) -> [UInt8]? {
    guard elementCount(shape) == count else { return nil }
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    let tuple = shape.count > 1 ? String(sizes.dropLast()) : sizes
    var header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(tuple)), }"
    // Blanks so that the values begin at a multiple of 64, and a line end, as NumPy writes it.
    let padding = 64 - (10 + header.utf8.count + 1) % 64
    header += String(repeating: " ", count: padding % 64) + "\n"
    guard let length = UInt16(exactly: header.utf8.count) else { return nil }
    var bytes = NPYHeader.magic + [1, 0]
    append(length, to: &bytes)
    bytes += header.utf8
    appendBody(&bytes)
    return bytes
  }

  /// All values at once where memory holds them as the file does, else one by one.
  private static func append<Value: BitwiseCopyable>(
    _ values: [Value], to bytes: inout [UInt8], _ bits: (Value) -> some FixedWidthInteger
  ) {
    #if _endian(little)
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in values { append(bits(value), to: &bytes) }
    #endif
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
