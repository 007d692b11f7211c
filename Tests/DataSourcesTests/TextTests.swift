import Foundation
import Testing

@testable import DataSources

@Suite("Texts from files and folders") struct TextTests {
  private let place: TemporaryFolder
  private var path: String { place.path }

  init() throws {
    place = try TemporaryFolder()
    for folder in ["corpus/no", "corpus/yes"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/\(folder)", withIntermediateDirectories: true)
    }
    _ = try place.write("corpus/yes/1.txt", "good,\nreally\n")
    _ = try place.write("corpus/no/2.TXT", "\u{feff}böse")
    _ = try place.write("corpus/no/1.txt", "bad")
  }

  private func load(
    _ name: String, _ change: (inout LoadOptions) -> Void = { _ in }
  ) throws -> Dataset {
    var options = LoadOptions()
    change(&options)
    return try Dataset.load("\(path)/\(name)", options: options)
  }

  private func message(
    _ name: String, _ change: (inout LoadOptions) -> Void = { _ in }
  ) -> String {
    do {
      _ = try load(name, change)
      return "nothing is wrong"
    } catch let error as DataError {
      return error.message.replacing(path, with: "F") + "; " + (error.hint ?? "")
    } catch { return "\(error)" }
  }

  private func columns(_ data: Dataset) throws -> (texts: [String?], others: [String]) {
    guard case .table(let table) = data.content else { throw DataError.notAnArray(path: path) }
    return (try texts(table, "text"), table.names.filter { $0 != "text" })
  }

  @Test("texts of a folder, sorted by class and name") func folder() throws {
    let data = try load("corpus")
    #expect(try columns(data).texts == ["bad", "böse", "good,\nreally\n"])
    #expect(data.targetNames == ["class"] && data.notices.isEmpty)
    #expect(data.targetColumns.first?.cell(2) == "yes")
  }

  @Test("lines of a file, whatever ends them; blank ones are counted") func lines() throws {
    _ = try place.write("book.txt", "one, two\r\n\n \t\nthree\rna\u{308}h\n\"NA\n")
    let data = try load("book.txt")
    #expect(try columns(data) == (["one, two", "three", "na\u{308}h", "\"NA"], []))
    #expect(data.targetNames.isEmpty)
    #expect(data.notices.contains("2 blank lines left out"))
    #expect(data.notices.contains { $0.contains("a row for each line (delimiter=\",\" reads") })
    #expect(try columns(load("book.txt") { $0.csv.rows = 2 }).texts == ["one, two", "three"])
    #expect(data.contentHash != (try load("corpus")).contentHash)
  }

  @Test("test= names another text") func parts() throws {
    _ = try place.write("a.txt", "one\ntwo")
    _ = try place.write("b.txt", "\nthree\n")
    let data = try load("a.txt") { $0.test = "\(path)/b.txt" }
    #expect(try columns(data).texts == ["one", "two", "three"])
    #expect(data.parts.test == [2])
    #expect(data.notices.contains("test: 1 blank line left out"))
  }

  @Test("delimiter= or header= reads a table") func tables() throws {
    _ = try place.write("table.txt", "a,b\n1,2\n")
    #expect(try load("table.txt") { $0.csv.delimiter = "," }.columnNames == ["a", "b"])
    #expect(try load("table.txt") { $0.csv.header = true }.columnNames == ["a", "b"])
  }

  @Test("a byte that does not fit is named by file and line") func damaged() throws {
    _ = try place.write("book.txt", Array("a\nb\n".utf8) + [0x63, 0xe9, 0x0a])
    #expect(
      message("book.txt")
        == "'F/book.txt' is not UTF-8 text: byte 5, in line 3, does not fit; save the file as UTF-8"
    )
    _ = try place.write("corpus/no/3.txt", Array("a\nb".utf8) + [0xff])
    #expect(message("corpus").contains("'F/corpus/no/3.txt' is not UTF-8 text: byte 3, in line 2"))
    let skipped = try load("corpus") { $0.images.skipsErrors = true }
    #expect(skipped.rowCount == 3)
    #expect(skipped.notices.contains { $0.hasPrefix("1 text skipped: '\(path)/corpus/no/3.txt'") })
    _ = try place.write("zero.txt", [0x61, 0])
    #expect(message("zero.txt").contains("'F/zero.txt'"))
  }

  @Test("mistakes are sentences") func mistakes() throws {
    _ = try place.write("none.txt", "")
    #expect(message("none.txt").contains("'F/none.txt' is empty"))
    _ = try place.write("blank.txt", " \n\n")
    #expect(message("blank.txt").contains("'F/blank.txt' is empty"))
    #expect(message("corpus") { $0.csv.rows = 1 }.contains("split train=0.2"))
    #expect(message("corpus") { $0.targets = "x.csv" }.contains("leave targets= out"))
    #expect(message("corpus") { $0.images.grey = true }.contains("leave grey= out"))
    _ = try place.write("corpus/no/4.txt", "\n")
    #expect(message("corpus").contains("'F/corpus/no/4.txt' is empty"))
    try FileManager.default.removeItem(atPath: "\(path)/corpus/yes/1.txt")
    #expect(message("corpus").contains("the class folder 'F/corpus/yes' has no texts"))
  }
}
