import Glibc

/// The project's source of random numbers: xoshiro256** seeded by SplitMix64.
///
/// Everything random comes from a generator that was passed in, so a seed decides a whole run. The
/// algorithms here are fixed, unlike those of the standard library, which may change between versions.
/// D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
public struct RandomGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var spareNormal: Double?

  /// Makes the generator that belongs to a seed; any seed is as good as another.
  public init(seed: UInt64) {
    var mixer = SplitMix64(seed: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// Makes a generator in a given state, for checking against the reference; not all words may be 0.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, 45)
    return result
  }

  /// A number uniform in [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number of the standard normal distribution (Box and Muller, two from two uniforms).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * log(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spareNormal = radius * sin(angle)
    return radius * cos(angle)
  }

  /// An integer uniform in 0 ..< bound, without bias; 0 if `bound` is not positive.
  ///
  /// D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
  public mutating func integer(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    let limit = UInt64(bound)
    var product = next().multipliedFullWidth(by: limit)
    if product.low < limit {
      let threshold = (0 &- limit) % limit
      while product.low < threshold { product = next().multipliedFullWidth(by: limit) }
    }
    return Int(product.high)
  }

  /// Puts the elements into random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ array: inout [Element]) {
    for last in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(last, integer(below: last + 1))
    }
  }

  /// The integers 0 ..< count in random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    shuffle(&order)
    return order
  }

  /// A generator of its own for a numbered purpose, decided by this one's state and the number.
  ///
  /// Does not advance this generator: adding a purpose leaves the others' numbers as they were.
  public func split(_ stream: UInt64) -> RandomGenerator {
    var words = SplitMix64(seed: state.0 ^ rotate(state.2, 23))
    var streams = SplitMix64(seed: stream ^ 0x6a09_e667_f3bc_c908)
    return RandomGenerator(seed: words.next() ^ streams.next() ^ rotate(state.1, 11) ^ state.3)
  }

  private func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 {
    (x << k) | (x >> (64 - k))
  }
}
