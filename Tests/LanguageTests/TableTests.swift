import Language
import Testing

@Suite struct TableTests {
  let table = Table(
    title: "Runs",
    columns: [
      .text("run"), .number("loss", .decimals(3)), .number("share", .percent(1)),
      .number("n", .exact),
    ],
    rows: [["plain", 0.12345, 0.5, 1], ["中文 run", 12.5, .none, 20], ["x", .number(.nan), 1.0]],
    footnotes: ["lower is better"])

  @Test func alignedByWhatTheTerminalShows() {
    #expect(
      PlainTable(table).text == """
        Runs
        run         loss    share   n
        ────────  ──────  ───────  ──
        plain      0.123   50.0 %   1
        中文 run  12.500           20
        x            nan  100.0 %
        lower is better
        """)
  }

  @Test func cutToAWidth() {
    let wide = Table(
      columns: [.text("name"), .text("what it is"), .number("a"), .number("b")],
      rows: [["gradient_descent", "The plain method of steepest descent over all rows", 1.5, 2.25]])
    let text = PlainTable(wide, width: 44).lines
    #expect(text.allSatisfy { displayWidth($0) <= 44 })
    #expect(
      text.last == "gradient_desc…  The plain m…  1.500  2.250" || text.last?.contains("…") == true)
    let narrow = PlainTable(wide, width: 20).lines
    #expect(narrow.last == "… and what it is, a, b")
  }

  @Test(arguments: [
    (0.00001234, 3, "1.23e-5"), (1234.5678, 4, "1235"), (0.5, 4, "0.5000"), (1e20, 3, "1.00e20"),
    (-0.001, 2, "-0.0010"), (.infinity, 3, "infinity"), (0, 3, "0"), (123456, 2, "123456"),
  ])
  func significantDigits(_ number: Double, _ digits: Int, _ expected: String) {
    #expect(significantText(number, digits: digits) == expected)
  }

  @Test func fixedPlaces() {
    #expect(fixedText(-0.0004, places: 3) == "0.000")
    #expect(fixedText(2.5, places: 0) == "2")
    #expect(fixedText(1e300, places: 2).hasSuffix(".00"))
  }
}
