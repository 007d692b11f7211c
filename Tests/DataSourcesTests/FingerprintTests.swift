import Testing

@testable import DataSources

@Suite struct FingerprintTests {
  private func fingerprint(_ bytes: [UInt8], pieces: [Int] = []) -> Fingerprint {
    var sum = Fingerprint()
    var rest = bytes[...]
    for size in pieces + [bytes.count] {
      let piece = Array(rest.prefix(size))
      piece.withUnsafeBufferPointer { sum.add($0) }
      rest = rest.dropFirst(size)
    }
    return sum
  }

  // XXH64 of libxxhash 0.8.1 with seed 0, called through Python's ctypes: every kind of tail (by
  // eight, by four, single bytes) without and with stripes before it.
  @Test(
    arguments: [
      ([], "ef46db3751d8e999"), (Array("a".utf8), "d24ec4f1a98c6e5b"),
      (Array("abc".utf8), "44bc2cf5ad770999"), (Array("foobar".utf8), "a2aa05ed9085aaf9"),
      (Array(0..<31), "c346d2b59b4d8ee1"), (Array(0..<32), "cbf59c5116ff32b4"),
      (Array(0..<39), "00a396ef1679a859"), (Array(0..<64), "f7c67301db6713f0"),
      ((0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7 + 3) }, "5f235fa033f1a3fb"),
    ] as [([UInt8], String)])
  func agreesWithTheReferenceLibrary(_ bytes: [UInt8], _ expected: String) {
    #expect(fingerprint(bytes).description == "xxh64:" + expected)
  }

  @Test func piecesDoNotMatter() {
    let seed: UInt64 = 64
    var draws = RandomDraws(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<draws.below(300)).map { _ in draws.byte() }
      let pieces = (0..<draws.below(9)).map { _ in draws.below(80) }
      let (whole, parts) = (fingerprint(bytes), fingerprint(bytes, pieces: pieces))
      #expect(whole == parts && whole.description == parts.description, "seed \(seed) \(pieces)")
    }
  }

  @Test func severalFilesCountInTheirOrder() {
    let files = [fingerprint([1, 2]), fingerprint([3])]
    var (one, two, other) = (Fingerprint(), Fingerprint(), Fingerprint())
    one.add(files[0])
    #expect(one == files[0])
    for file in files { two.add(file) }
    for file in files.reversed() { other.add(file) }
    #expect(Set([one, two, other]).count == 3)
  }
}
