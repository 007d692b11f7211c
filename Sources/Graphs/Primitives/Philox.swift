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

  /// A number in [0, 1) with 24 random bits for one element of one stream at one step.
  static func uniform(element: Int, stream: UInt32, step: UInt64, seed: UInt64) -> Float {
    let counter = (
      UInt32(truncatingIfNeeded: element / 4), stream,
      UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32)
    )
    let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let words = words(counter: counter, key: key)
    let word =
      switch element % 4 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return Float(word >> 8) * 0x1p-24
  }
}
