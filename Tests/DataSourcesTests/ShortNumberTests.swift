import Testing

@testable import DataSources

@Suite struct ShortNumberTests {
  /// The number at the beginning of a text, and how many bytes it takes.
  private func short(_ text: String) -> (value: Double, length: Int, terminator: UInt8)? {
    let bytes = Array(text.utf8) + Array(repeating: 0, count: 16)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, let number = ShortNumber(at: start) else { return nil }
      return (number.value, number.next - start, number.terminator)
    }
  }

  /// The oracle is the standard library's correctly rounded parser.
  @Test func agreesWithTheStandardLibrary() {
    let seed: UInt64 = 1977
    var draws = RandomDraws(seed: seed)
    let digits = { (count: Int, draws: inout RandomDraws) in
      (0..<count).map { _ in String(draws.below(10)) }.joined()
    }
    for _ in 0..<20_000 {
      var text = draws.below(3) == 0 ? "-" : ""
      text += digits(1 + draws.below(7), &draws)
      if draws.below(2) == 0 { text += "." + digits(1 + draws.below(7), &draws) }
      let stop = [",", "\n", "\r", ";", "é", "/", ":", "\u{7f}", "x"][draws.below(9)]
      let found = short(text + stop + digits(draws.below(9), &draws))
      #expect(found?.value.bitPattern == Double(text)?.bitPattern, "seed \(seed): \(text)")
      #expect(found?.length == text.utf8.count && found?.terminator == stop.utf8.first)
    }
  }

  @Test(arguments: [
    "", "-", "+1", ".5", "5.", "5.,", " 1", "12345678", "1.23456789", "nan", "inf", "--1", "-.5",
    "\"1\"", "é",
  ])
  func leavesOthersAlone(_ text: String) { #expect(short(text) == nil) }

  @Test func seesWhatFollows() {
    #expect(short("1e5,")?.terminator == UInt8(ascii: "e"))
    #expect(short("1.5.2,")?.terminator == UInt8(ascii: "."))
    #expect(short("7")?.terminator == 0)
    #expect(short("-0,")?.value.sign == .minus)
  }
}
