import Tensors

extension ElementType {
  /// Reads `count` numbers that begin at `offset`; the caller has checked that they are there.
  func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int, bigEndian: Bool
  ) -> NumericArray.Storage {
    let source = Source(bytes: bytes, offset: offset, bigEndian: bigEndian)
    return switch self {
    case .uint8: .bytes(Array(bytes[offset..<offset + count]))
    case .bool: .bytes(bytes[offset..<offset + count].map { $0 == 0 ? 0 : 1 })
    case .int8: .single(source.map(count) { (value: Int8) in Float(value) })
    case .int16: .single(source.map(count) { (value: Int16) in Float(value) })
    case .uint16: .single(source.map(count) { (value: UInt16) in Float(value) })
    case .int32: .double(source.map(count) { (value: Int32) in Double(value) })
    case .uint32: .double(source.map(count) { (value: UInt32) in Double(value) })
    case .int64: .double(source.map(count) { (value: Int64) in Double(value) })
    case .uint64: .double(source.map(count) { (value: UInt64) in Double(value) })
    case .float16: .single(source.map(count) { (bits: UInt16) in singleFromHalf(bits) })
    case .float32: .single(source.map(count) { (bits: UInt32) in Float(bitPattern: bits) })
    case .float64: .double(source.map(count) { (bits: UInt64) in Double(bitPattern: bits) })
    }
  }

  private struct Source {
    let bytes: UnsafeRawBufferPointer
    let offset: Int
    let bigEndian: Bool

    func map<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
      _ count: Int, _ convert: (Bits) -> Value
    ) -> [Value] {
      let size = MemoryLayout<Bits>.size
      return (0..<count).map { index in
        let raw = bytes.loadUnaligned(fromByteOffset: offset + index * size, as: Bits.self)
        return convert(bigEndian ? Bits(bigEndian: raw) : Bits(littleEndian: raw))
      }
    }
  }
}

/// IEEE 754 binary16 to single precision, by hand: `Float16` is not on every platform.
func singleFromHalf(_ bits: UInt16) -> Float {
  let sign: Float = bits & 0x8000 == 0 ? 1 : -1
  let exponent = Int(bits >> 10 & 0x1f)
  let fraction = Float(bits & 0x3ff)
  switch exponent {
  case 0: return sign * fraction * 0x1p-24
  case 31: return fraction == 0 ? sign * .infinity : .nan
  default:
    return Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024) * sign
  }
}
