/// What becomes of the numbers of each column: a missing one is filled in, then x becomes
/// (x - offset) / divisor, in double precision, rounded once.
public struct RowScaling: Sendable, Equatable {
  /// What missing numbers become: one for all columns, one for each, or none.
  public let fills: [Double]
  /// What is subtracted: one for all columns, one for each, or none.
  public let offsets: [Double]
  /// What is divided by; as many as `offsets`.
  public let divisors: [Double]

  /// The numbers as they are.
  public static let none = RowScaling(fills: [], scales: [])

  /// Fills and scales, each for all columns, for each, or none.
  public init(fills: [Double], scales: [(offset: Double, divisor: Double)]) {
    self.fills = fills
    let isPlain = scales.allSatisfy { $0.offset == 0 && $0.divisor == 1 }
    offsets = isPlain ? [] : scales.map(\.offset)
    divisors = isPlain ? [] : scales.map(\.divisor)
  }

  /// Whether the lists fit rows of so many numbers.
  func fits(_ width: Int) -> Bool {
    offsets.count == divisors.count
      && [fills.count, offsets.count].allSatisfy { $0 == 0 || $0 == 1 || $0 == width }
  }

  /// What each byte becomes, where columns are treated alike; nil where they are not, or where a
  /// result is no finite number.
  func table(of type: ElementType) -> [Float]? {
    guard type.size == 1, offsets.count <= 1 else { return nil }
    let table = (0..<256).map { byte -> Float in
      let value: Double =
        switch type {
        case .bool: byte == 0 ? 0 : 1
        case .int8: Double(Int8(truncatingIfNeeded: byte))
        default: Double(byte)
        }
      guard let offset = offsets.first, let divisor = divisors.first else { return Float(value) }
      return Float((value - offset) / divisor)
    }
    return table.allSatisfy(\.isFinite) ? table : nil
  }

  /// Offset and divisor with which single precision gives the table too, each of the 256 results
  /// bit for bit.
  func affine(giving table: [Float], of type: ElementType) -> (offset: Float, divisor: Float)? {
    guard type == .uint8 else { return nil }
    let (offset, divisor) = (Float(offsets.first ?? 0), Float(divisors.first ?? 1))
    let isSame = table.enumerated().allSatisfy { byte, result in
      ((Float(byte) - offset) / divisor).bitPattern == result.bitPattern
    }
    return isSame ? (offset, divisor) : nil
  }
}
