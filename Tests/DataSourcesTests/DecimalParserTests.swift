import Tensors
import Testing

@testable import DataSources

@Suite struct DecimalParserTests {
  private func parsed(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { DecimalParser().number($0) }
  }

  /// The oracle is the standard library's correctly rounded parser.
  @Test func agreesWithTheStandardLibraryOnRandomDecimals() {
    let seed: UInt64 = 20_261_123
    var generator = RandomGenerator(seed: seed)
    var wrong: [String] = []
    for _ in 0..<100_000 {
      let text = randomDecimal(&generator)
      if parsed(text)?.bitPattern != Double(text)?.bitPattern { wrong.append(text) }
    }
    #expect(wrong.isEmpty, "seed \(seed)")
  }

  private func randomDecimal(_ generator: inout RandomGenerator) -> String {
    let digits = { (count: Int, generator: inout RandomGenerator) in
      (0..<count).map { _ in String(generator.integer(below: 10)) }.joined()
    }
    var text = ["", "-", "+"][generator.integer(below: 3)]
    text += digits(1 + generator.integer(below: 21), &generator)
    if generator.integer(below: 2) == 0 {
      text += "." + digits(1 + generator.integer(below: 21), &generator)
    }
    if generator.integer(below: 2) == 0 {
      text +=
        ["e", "E"][generator.integer(below: 2)] + ["", "-", "+"][generator.integer(below: 3)]
      text += String(generator.integer(below: [10, 30, 400][generator.integer(below: 3)]))
    }
    return text
  }

  @Test(arguments: [
    "0", "-0", "1", "9007199254740992", "9007199254740993", "9007199254740993.0", "1e22", "1e23",
    "123456789012345", "1234567890123456", "18446744073709551615", "18446744073709551616",
    "0.1", ".5", "0.000001", "4.9e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
    "1.7976931348623157e308", "1.7976931348623159e308", "1e400", "-1e400", "1e-400",
    "1e99999999999",
    "00000000000000000000001", "8.41e21", "9.5367431640625e-7", "179769313486231580793e289",
    "0.3e1", "7e0", "100000000000000000000000e-23", "0e999999", "+5",
  ])
  func edgeCases(_ text: String) {
    #expect(parsed(text)?.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "1_000", "12a", "--1", "1 ",
    " 1", "nan", "in", "infinit", "infx", "1e5.5", "٣", "1f", "1d", "TRUE",
  ])
  func whatIsNoNumber(_ text: String) {
    #expect(parsed(text) == nil)
  }

  @Test(arguments: ["inf", "Inf", "INF", "infinity", "+Infinity"])
  func infinity(_ text: String) { #expect(parsed(text) == .infinity) }

  @Test func pointWithoutFraction() {
    #expect(parsed("1.") == 1)
    #expect(parsed("-inf") == -.infinity)
    #expect(parsed("12345678901234567890.") == 12_345_678_901_234_567_168)
  }
}
