/// XXH64 with seed 0 over the bytes of a file as it lies on disk, the sum that `xxhsum` prints.
///
/// It tells one version of a data set from another in reports; it is no proof against someone who
/// wants two files to look alike. Four lanes take eight bytes each, which is as fast as memory
/// (Collet, doc/xxhash_spec.md of github.com/Cyan4973/xxHash).
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  private var lanes = (
    prime1 &+ prime2, prime2, 0 as UInt64, 0 &- prime1
  )
  /// Bytes that do not fill a stripe of 32 yet.
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  /// The fingerprint of no bytes at all.
  public init() {}

  /// Takes in more bytes.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var bytes = UnsafeRawBufferPointer(bytes)[...]
    count &+= UInt64(bytes.count)
    if !rest.isEmpty {
      let missing = bytes.prefix(Self.stripe - rest.count)
      rest += missing
      bytes = bytes.dropFirst(missing.count)
      guard rest.count == Self.stripe else { return }
      rest.withUnsafeBytes { mix($0) }
      rest = []
    }
    let whole = bytes.count / Self.stripe * Self.stripe
    mix(UnsafeRawBufferPointer(rebasing: bytes.prefix(whole)))
    rest += bytes.dropFirst(whole)
  }

  /// Takes in the fingerprint of a further file of the same data set; the first one is taken over
  /// as it is.
  mutating func add(_ other: Fingerprint) {
    guard count > 0 else {
      self = other
      return
    }
    withUnsafeBytes(of: other.value.littleEndian) { add($0.bindMemory(to: UInt8.self)) }
  }

  /// Sixteen hexadecimal digits behind the name of the method, so that a sum of another method is
  /// never taken for a sum of other data.
  public var description: String {
    let digits = String(value, radix: 16)
    return "xxh64:" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// By the value, whatever pieces the bytes came in.
  public static func == (a: Fingerprint, b: Fingerprint) -> Bool {
    a.count == b.count && a.value == b.value
  }

  /// Feeds what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(value)
  }
}

// MARK: The method

extension Fingerprint {
  private static let stripe = 32
  private static let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
  private static let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
  private static let prime3: UInt64 = 0x1656_67b1_9e37_79f9
  private static let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
  private static let prime5: UInt64 = 0x27d4_eb2f_1656_67c5

  /// Takes in whole stripes.
  private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    var (a, b, c, d) = lanes
    for start in stride(from: 0, to: bytes.count, by: Self.stripe) {
      a = Self.round(a, Self.word(bytes, start))
      b = Self.round(b, Self.word(bytes, start + 8))
      c = Self.round(c, Self.word(bytes, start + 16))
      d = Self.round(d, Self.word(bytes, start + 24))
    }
    lanes = (a, b, c, d)
  }

  /// The sum of what was taken in so far.
  private var value: UInt64 {
    var sum = Self.prime5
    if count >= Self.stripe {
      let (a, b, c, d) = lanes
      sum = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
      for lane in [a, b, c, d] {
        sum = (sum ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4
      }
    }
    return Self.spread(rest.withUnsafeBytes { Self.finish(sum &+ count, $0) })
  }

  /// Takes in the bytes behind the last stripe: by eight, by four, one by one.
  private static func finish(_ start: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (sum, place) = (start, 0)
    while place + 8 <= bytes.count {
      sum = rotated(sum ^ round(0, word(bytes, place)), 27) &* prime1 &+ prime4
      place += 8
    }
    if place + 4 <= bytes.count {
      let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      sum = rotated(sum ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
      place += 4
    }
    for byte in bytes[place...] {
      sum = rotated(sum ^ UInt64(byte) &* prime5, 11) &* prime1
    }
    return sum
  }

  /// Lets every bit reach every other.
  private static func spread(_ sum: UInt64) -> UInt64 {
    var sum = (sum ^ sum >> 33) &* prime2
    sum = (sum ^ sum >> 29) &* prime3
    return sum ^ sum >> 32
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}

@inline(__always)
private func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
  word << bits | word >> (64 - bits)
}
