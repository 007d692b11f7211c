import CKernels

/// The kinds of numbers that array files hold.
public enum ElementType: Sendable, CaseIterable {
  case bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64

  /// Bytes of one number.
  public var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  /// What the kernels call it.
  var stored: stored_type {
    switch self {
    case .bool: STORED_BOOL
    case .int8: STORED_INT8
    case .int16: STORED_INT16
    case .int32: STORED_INT32
    case .int64: STORED_INT64
    case .uint8: STORED_UINT8
    case .uint16: STORED_UINT16
    case .uint32: STORED_UINT32
    case .uint64: STORED_UINT64
    case .float16: STORED_FLOAT16
    case .float32: STORED_FLOAT32
    case .float64: STORED_FLOAT64
    }
  }
}
