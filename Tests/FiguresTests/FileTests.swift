import Figures
import Foundation
import Testing

@Suite struct FileTests {
  @Test(arguments: Samples.all.map(\.name), [FigureFormat.pdf, .svg, .png])
  func equalFiguresGiveEqualBytes(name: String, format: FigureFormat) throws {
    let figure = try #require(Samples.all.first { $0.name == name }).figure
    #expect(
      try FigureFile.render(figure, format: format) == FigureFile.render(figure, format: format))
  }

  @Test func theEndingNamesTheFormat() throws {
    #expect(try FigureFormat(path: "a/b.c/loss.PDF") == .pdf)
    #expect(try FigureFormat(path: "x.svg") == .svg)
    #expect(try FigureFormat(path: "x.tar.png") == .png)
    for (path, ending) in [("x.jpeg", "jpeg"), ("a.png/x", ""), ("", ""), ("x.", "")] {
      let error = FigureError.unknownFormat(path: path, extension: ending)
      #expect(throws: error) { try FigureFormat(path: path) }
      #expect(error.hint == "end the name in .png, .pdf or .svg")
    }
  }

  @Test func thePDFIsTaggedDatedEmbeddedAndReadable() throws {
    var figure = Samples.loss
    figure.title = "損失 of “it's”"
    let info = try poppler("pdfinfo", figure, ["-"])
    guard let info else { return }
    #expect(info.contains("Title:           損失 of “it's”"))
    #expect(info.contains("Tagged:          yes"))
    #expect(info.contains("Pages:           1"))
    #expect(info.contains("480 x 300 pts"))
    let fonts = try #require(try poppler("pdffonts", figure, ["-"]))
    for line in fonts.split(separator: "\n").dropFirst(2) {
      #expect(line.contains(" yes yes yes "), "embedded, subset, with its characters: \(line)")
    }
    let text = try #require(try poppler("pdftotext", figure, ["-", "-"]))
    for word in ["損失 of “it's”", "cross-entropy", "validation", "best epoch 41"] {
      #expect(text.contains(word))
    }
  }

  /// What a poppler tool says about a figure's PDF; nil where poppler is not installed.
  private func poppler(
    _ tool: String, _ figure: any Figure, _ arguments: [String]
  ) throws -> String? {
    let program = URL(fileURLWithPath: "/usr/bin/\(tool)")
    guard FileManager.default.isExecutableFile(atPath: program.path) else { return nil }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("lossrepl-\(tool)-\(UUID().uuidString).pdf")
    try Data(FigureFile.render(figure, format: .pdf)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = [file.path] + arguments.dropFirst()
    process.environment = ["LC_ALL": "C.UTF-8", "TZ": "UTC"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
