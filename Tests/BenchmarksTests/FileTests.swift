import DataSources
import Foundation
import Testing

@testable import Benchmarks

@Suite("Files of the benchmarks")
struct FileTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("are read as they were meant", arguments: [LargeFileWriter.Format.npy, .idx])
  func largeFiles(_ format: LargeFileWriter.Format) throws {
    try inFolder { folder in
      let writer = LargeFileWriter(format: format, rows: 30, width: 12, in: folder)
      try writer.write()
      var generator = RowGenerator(width: 12)
      let (features, classes) = generator.rows(30)
      let read = try NumericArray.load(writer.features).array
      #expect(read.shape == [30, 12])
      let wanted = features.values.map { format == .npy ? $0 : ($0 * 255).rounded(.down) }
      #expect(read.tensor.values == wanted)
      #expect(try NumericArray.load(writer.classes).array.tensor.values == classes.map(Float.init))
    }
  }

  @Test("count the figures of a PDF by their descriptions")
  func figures() throws {
    try inFolder { folder in
      let path = folder + "/x.pdf"
      // The second element is a picture nobody described, such as a rule.
      let structure = """
        << /Type /StructElem
           /S /Figure
           /P 4 0 R
           /Alt <FEFF0042>
        >>
        endobj
        << /Type /StructElem
           /S /Figure
           /P 4 0 R
        >>
        endobj
        << /Type /StructElem
           /S /P
           /Alt <FEFF0042>
        >>
        endobj

        """
      try writeText("%PDF-1.7\n\(structure)%%EOF\n", to: path)
      try requirePDF(path, figures: 1)
      #expect(throws: BenchmarkFailure.self) { try requirePDF(path, figures: 2) }
      try writeText("%PDF-1.7\n\(structure)", to: path)
      #expect(throws: BenchmarkFailure.self) { try requirePDF(path) }
    }
  }

  @Test("tell how a child ended")
  func child() throws {
    let workspace = try Workspace()
    defer { workspace.remove() }
    let child = try Child.run(["sh", "-c", "echo out; echo err >&2; exit 3"], in: workspace)
    #expect(child.status == 3 && child.text == "out\n")
    #expect(String(decoding: child.diagnostics, as: UTF8.self) == "err\n")
    #expect(throws: BenchmarkFailure.self) { try child.succeeded("sh") }
    #expect(throws: BenchmarkFailure.self) {
      try Child.run(["/no/such/program"], in: workspace)
    }
  }
}
