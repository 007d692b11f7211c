/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3" (2011): ten rounds turn a counter and a key into four words.
///
/// A dropout mask must not depend on how many threads computed it, hence no state: the element's
/// number, the stream and the step are the counter, the seed is the key. CKernels has the same
/// function over vectors; a test holds the two equal.
enum Philox {
  /// Four random words for one counter.
  static func words(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var c = counter
    var k = key
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) * UInt64(c.0)
      let second = UInt64(0xCD9E_8D57) * UInt64(c.2)
      c = (
        UInt32(second >> 32) ^ c.1 ^ k.0, UInt32(truncatingIfNeeded: second),
        UInt32(first >> 32) ^ c.3 ^ k.1, UInt32(truncatingIfNeeded: first)
      )
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return c
  }

  /// Whether dropout of the given rate keeps an element.
  ///
  /// The layout is that of CKernels/dropout.h: blocks of 64 elements take 16 consecutive counters,
  /// the first words of all of them, then the second, and so on.
  static func keeps(
    element: Int, rate: Float, stream: UInt32, step: UInt64, seed: UInt64
  ) -> Bool {
    let (block, place) = (element / 64, element % 64)
    let number = UInt64(block * 16 + place % 16)
    let counter = (
      UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
      UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32) ^ (stream << 8)
    )
    let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let words = words(counter: counter, key: key)
    let word = [words.0, words.1, words.2, words.3][place / 16]
    return UInt64(word) >= UInt64(Double(rate) * 0x1p32)
  }
}
