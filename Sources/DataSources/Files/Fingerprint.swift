/// FNV-1a, 64 bits, over the bytes of a file as it lies on disk.
///
/// It tells one version of a data set from another in reports and checkpoints; it is no proof
/// against someone who wants two files to look alike. Fowler, Noll, Vo 1991; offset basis and
/// prime as in draft-eastlake-fnv.
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The fingerprint of no bytes at all.
  public init() {}

  /// Takes in more bytes.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var hash = state
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = hash
  }

  /// Takes in the fingerprint of a further file of the same data set.
  mutating func add(_ other: Fingerprint) {
    withUnsafeBytes(of: other.state.littleEndian) { add($0.bindMemory(to: UInt8.self)) }
  }

  /// Sixteen hexadecimal digits.
  public var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
