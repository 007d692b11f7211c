import Testing

@testable import DataSources

/// RFC 4180, section 2, and what the RFC leaves open.
@Suite struct CSVReaderTests {
  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4",
    "\u{feff}a,b\n1,2\n3,4\n", "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n",
    "\"a\",\"b\"\n\"1\",2\n3,\"4\"\n",
    "a , b\n 1,2 \n3,\t4\n", "\n\na,b\n1,2\n\n3,4\n\n",
  ])
  func sameTable(_ text: String) throws {
    let found = try table(text)
    #expect(found.names == ["a", "b"])
    #expect(try numbers(found, "a") == [1, 3])
    #expect(try numbers(found, "b") == [2, 4])
  }

  @Test func quotes() throws {
    let found = try table(
      "name,n\n\"a, b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n\"\r\n\",4\n\"\"\"\",5\n")
    #expect(try texts(found, "name") == ["a, b", "say \"hi\"", "two\nlines", "\r\n", "\""])
    #expect(try numbers(found, "n") == [1, 2, 3, 4, 5])
  }

  @Test func quoteInsideAValueIsOrdinary() throws {
    #expect(try texts(table("a,b\n5\" disk,1\n"), "a") == ["5\" disk"])
  }

  @Test(arguments: [
    ("a,b\n\"x\" y,1\n", DataError.textAfterQuote(path: "data.csv", line: 2)),
    ("a,b\n1,2\n\"x,1\n2,3\n", .unterminatedQuote(path: "data.csv", line: 3)),
    ("\"a,b\n1,2\n", .unterminatedQuote(path: "data.csv", line: 1)),
    ("a,b\n1,2\n3\n", .raggedRow(path: "data.csv", row: 2, line: 3, expected: 2, found: 1)),
    ("a,b\n1,2\n\n3,4,5\n", .raggedRow(path: "data.csv", row: 2, line: 4, expected: 2, found: 3)),
    (
      "a,b\n\"x\ny\",2\n3,4,\n",
      .raggedRow(path: "data.csv", row: 2, line: 4, expected: 2, found: 3)
    ),
    ("a,b\r\n1,2\r\n3", .raggedRow(path: "data.csv", row: 2, line: 3, expected: 2, found: 1)),
    ("", .emptyFile(path: "data.csv")), ("\n\r\n", .emptyFile(path: "data.csv")),
    ("\u{feff}", .emptyFile(path: "data.csv")),
    ("a,b\n", .headerOnly(path: "data.csv", columns: 2)),
    ("a,b", .headerOnly(path: "data.csv", columns: 2)),
    ("a,b\n1,\0\n", .binaryFile(path: "data.csv", offset: 6, looksLike: nil)),
  ])
  func mistakes(_ text: String, _ expected: DataError) {
    #expect(throws: expected) { try table(text) }
  }

  @Test(arguments: [
    ([0x61, 0x0a, 0xff], 2, 2), ([0x61, 0x0a, 0xc0, 0x80], 2, 2), ([0xed, 0xa0, 0x80], 0, 1),
    ([0x61, 0x0d, 0x0a, 0x0d, 0xe2, 0x82], 4, 3), ([0xf4, 0x90, 0x80, 0x80], 0, 1),
    ([0x80], 0, 1), (Array("0123456789".utf8) + [0xe9, 0x2c], 10, 1),
  ])
  func notUTF8(_ bytes: [UInt8], _ offset: Int, _ line: Int) {
    #expect(throws: DataError.notUTF8(path: "data.csv", offset: offset, line: line)) {
      try readCSV(loaded(bytes))
    }
  }

  @Test func utf8() throws {
    let found = try table("größe,名前\n1,東京\n2,𝄞 clef\n")
    #expect(found.names == ["größe", "名前"])
    #expect(try texts(found, "名前") == ["東京", "𝄞 clef"])
  }

  @Test func missingValues() throws {
    let found = try table(
      "a,b\n1,x\n,\nNA,NA\n N/A ,?\nNaN,null\nnan,\"\"\n2,-9\n", .init(missing: ["-9"]))
    #expect(try numbers(found, "a").map { $0.isNaN ? -1 : $0 } == [1, -1, -1, -1, -1, -1, 2])
    #expect(try texts(found, "b") == ["x", nil, nil, nil, nil, nil, nil])
  }

  @Test func loneColumnKeepsEmptyLinesInside() throws {
    let found = try table("a\n1\n\n3\n\n\n")
    #expect(try numbers(found, "a").map { $0.isNaN ? -1 : $0 } == [1, -1, 3])
    #expect(try texts(table("a\nx\n\ny\n\n", .init(header: true)), "a") == ["x", nil, "y"])
  }

  @Test func columnThatIsAlmostNumbersIsToldWithItsFirstText() throws {
    let rows = (1...30).map { $0 == 7 ? "1;0,1" : "\($0),1" }.joined(separator: "\n")
    let text = "a,b\n" + rows.replacing("1;0", with: "oops")
    #expect(try table(text).column("a").isText)
    #expect(try texts(table(text), "a")[7] == "8")
    let told = try notices(text)
    #expect(told.count == 1)
    #expect(told[0].contains("column 'a' is text") && told[0].contains("'oops' in row 7"))
  }

  @Test func textKeepsItsSpelling() throws {
    #expect(try texts(table("a\n1.50\nx\n007\n"), "a") == ["1.50", "x", "007"])
  }

  @Test func rowsAreCutBeforeMistakesFurtherDown() throws {
    #expect(try table("a,b\n1,2\n3,4\n5\n", .init(rows: 2)).rowCount == 2)
    #expect(try table("a,b\n1,2\n", .init(rows: 50)).rowCount == 1)
    #expect(throws: DataError.badRowCount(0)) { try table("a\n1\n", .init(rows: 0)) }
  }

  @Test func delimiterOption() throws {
    #expect(try table("a|b\n1|2\n", .init(delimiter: "|")).names == ["a", "b"])
    #expect(try table("a,b\tc\n1\t2\n", .init(delimiter: "tab")).names == ["a,b", "c"])
    #expect(try table("a,b\tc\n1\t2\n", path: "x.tsv").names == ["a,b", "c"])
    for bad in ["", ",,", "\"", "\n", "5", "é", "."] {
      #expect(throws: DataError.badDelimiter(bad)) { try table("a\n1\n", .init(delimiter: bad)) }
    }
  }

  @Test func semicolonsWithDecimalCommasAreNotTakenForColumns() throws {
    #expect(try table("a;b\n1,5;x\n2,5;y\n").names == ["a", "b"])
  }

  @Test func headerGuess() throws {
    #expect(try table("1,2\n3,4\n").names == ["column_1", "column_2"])
    #expect(try table("1,2\n3,4\n").rowCount == 2)
    #expect(try table("1,2\n3,4\n", .init(header: true)).names == ["1", "2"])
    #expect(try table("a,b\n1,2\n", .init(header: false)).rowCount == 2)
    #expect(try table("x,y\np,q\n").names == ["x", "y"])
    #expect(try table("id,2019,2020\n7,1,2\n8,3,4\n").names == ["id", "2019", "2020"])
    #expect(try notices("1,2\n3,4\n")[0].contains("header=true"))
    #expect(try notices("x,y\np,q\n")[0].contains("header=false"))
  }

  @Test func namesAreMadeUnique() throws {
    let text = "a,a,,a_2,a\n1,2,3,4,5\n"
    #expect(try table(text).names == ["a", "a_3", "column_3", "a_2", "a_4"])
    #expect(try notices(text).count == 3)
  }

  @Test func precisionIsKeptWhereSinglePrecisionWouldLoseIt() throws {
    let found = try table("a,b\n1,1\n16777217,16777216\n0.5,0.1\n")
    #expect(try numbers(found, "a") == [1, 16_777_217, 0.5])
    #expect(try numbers(found, "b") == [1, 16_777_216, 0.1])
  }

  @Test func manyRowsAndColumnsCrossTheBlocks() throws {
    let rows = 1500
    let body = (0..<rows).map { "\($0),\(Double($0) / 8),\($0 == 1400 ? "0.1" : "7")" }
    let found = try table("a,b,c\n" + body.joined(separator: "\n"))
    #expect(try numbers(found, "a") == (0..<rows).map(Double.init))
    #expect(try numbers(found, "b") == (0..<rows).map { Double($0) / 8 })
    #expect(try numbers(found, "c")[1400] == 0.1)
    let wide =
      (0..<40_000).map { "c\($0)" }.joined(separator: ",") + "\n"
      + (0..<40_000).map(String.init).joined(separator: ",")
    #expect(try numbers(table(wide), "c39999") == [39_999])
  }
}
