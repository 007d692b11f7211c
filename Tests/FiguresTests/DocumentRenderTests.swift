import Figures
import Foundation
import Testing

/// What other programs find in the file; a test whose program is missing is skipped and says so.
struct DocumentRenderTests {
  private static let rendered = Result { try DocumentSample.report.render() }

  @Test func equalDocumentsGiveEqualBytes() throws {
    #expect(try DocumentSample.report.render() == Self.rendered.get())
  }

  @Test func anEmptyDocumentIsAFile() throws {
    let bytes = try Document(metadata: DocumentMetadata()).render()
    #expect(bytes.starts(with: Array("%PDF-1.5".utf8)))
  }

  /// LOSSREPL_SAMPLE=/tmp/sample.pdf keeps the file, to be looked at.
  @Test func theFileCanBeKept() throws {
    guard let path = ProcessInfo.processInfo.environment["LOSSREPL_SAMPLE"] else { return }
    try Data(Self.rendered.get()).write(to: URL(fileURLWithPath: path))
  }

  @Test(.enabled(if: Tool.exists("pdfinfo"), "pdfinfo is not installed"))
  func pdfinfoFindsMetadataPagesAndTags() throws {
    let text = try Tool.run("pdfinfo", on: Self.rendered.get())
    for line in [
      "Title:           Iris: does dropout help?", "Author:          lossrepl",
      "Keywords:        iris, dropout, seed 7", "Tagged:          yes",
      "Page size:       595.276 x 841.89 pts (A4)",
      "Pages:           \(DocumentSample.report.layout().count)",
    ] { #expect(text.contains(line), "\(line)") }
  }

  @Test(.enabled(if: Tool.exists("pdfinfo"), "pdfinfo is not installed"))
  func theStructureHasHeadingsTablesListsAndFigures() throws {
    let text = try Tool.run("pdfinfo", ["-struct-text"], on: Self.rendered.get())
    for part in [
      "Document", "H1", "H2", "H3", "P ", "Table", "TR", "TH", "TD", "L ", "LI", "Figure",
      "Link", "Code",
    ] { #expect(text.contains("  " + part) || text.hasPrefix(part), "\(part)") }
    #expect(text.contains("\"the UCI repository\"") || text.contains("UCI repository"))
  }

  @Test(.enabled(if: Tool.exists("pdftotext"), "pdftotext is not installed"))
  func textIsReadInOrder() throws {
    let text = try Tool.run("pdftotext", ["-raw"], on: Self.rendered.get(), output: true)
    var rest = text[...]
    for piece in [
      "Iris: does dropout help?", "The regularised model", "Test accuracy", "0.957",
      "baseline 0.348", "epoch 43 of 60", "Duplicates", "Data", "petal_length", "損失関数は",
      "Training", "Evaluation", "regularised", "Session", "• dropout(0.2)", "1. Fit both.",
      "load \"iris\"", "WARN", "Worst rows", "border",
    ] {
      let found = rest.range(of: piece)
      #expect(found != nil, "\(piece)")
      if let found { rest = rest[found.upperBound...] }
    }
  }

  @Test(.enabled(if: Tool.exists("pdffonts"), "pdffonts is not installed"))
  func everyFontIsEmbedded() throws {
    let text = try Tool.run("pdffonts", on: Self.rendered.get())
    let fonts = text.split(separator: "\n").dropFirst(2)
    #expect(fonts.count >= 4)
    #expect(fonts.allSatisfy { $0.contains(" yes yes yes ") })
  }

  @Test(.enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
  func qpdfFindsNoFault() throws {
    let text = try Tool.run("qpdf", ["--check"], on: Self.rendered.get())
    #expect(text.contains("No syntax or stream encoding errors found"))
  }

  @Test func languageAndAlternativesAreInTheFile() throws {
    let text = try String(decoding: Self.rendered.get(), as: UTF8.self)
    #expect(text.contains("/Lang <FEFF0065006E>"))
    #expect(text.components(separatedBy: "/Alt <FEFF").count == 5)
    #expect(text.contains("/S /URI\n      /URI (https://archive.ics.uci.edu/dataset/53/iris)"))
    #expect(text.contains("/PageLabels"))
  }
}

/// A program that looks at PDF files.
private enum Tool {
  static func exists(_ name: String) -> Bool { path(name) != nil }

  private static func path(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// What the program prints about a file of these bytes.
  static func run(
    _ name: String, _ options: [String] = [], on bytes: [UInt8], output: Bool = false
  ) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("document-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path(name)))
    process.arguments = options + [file.path] + (output ? ["-"] : [])
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: printed, as: UTF8.self)
  }
}
