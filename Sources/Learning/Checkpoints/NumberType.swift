/// The types of numbers read from a safetensors file.
enum NumberType: String, Sendable {
  case single = "F32"
  case double = "F64"
  case half = "F16"
  case brain = "BF16"

  /// The bytes of one number.
  var size: Int {
    switch self {
    case .double: 8
    case .single: 4
    case .half, .brain: 2
    }
  }

  /// The numbers in `bytes`, little-endian, as Floats.
  ///
  /// Halves and brain floats are Floats exactly; Doubles are rounded to the nearest Float, which
  /// beyond 3.4e38 is infinity.
  func read(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / size).map { index in
        let place = index * size
        return switch self {
        case .single: Float(bitPattern: raw.little(place, as: UInt32.self))
        case .double: Float(Double(bitPattern: raw.little(place, as: UInt64.self)))
        case .half: Float(Float16(bitPattern: raw.little(place, as: UInt16.self)))
        case .brain: Float(bitPattern: UInt32(raw.little(place, as: UInt16.self)) << 16)
        }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A whole number stored little-endian at any place.
  fileprivate func little<Number: FixedWidthInteger & BitwiseCopyable>(
    _ place: Int, as type: Number.Type
  ) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: place, as: type))
  }
}
