import Figures
import Foundation
import Testing

@testable import Benchmarks

@Suite("The document of figures")
struct DocumentTests {
  /// Two goals, one of them missed, and growth.
  static var results: Results {
    let times = RowTests.samples([0.5])
    var results = Results()
    results.setting = [("date", "2026-11-25")]
    results.add(
      Row(
        "an epoch", short: "epoch", times, beside: (.jax, RowTests.samples([1])),
        goal: .share(0.6, of: .jax)))
    results.add(Row("a start", short: "start", times, goal: .limit(0.4)))
    results.add(Row("a thing without a goal", short: "thing", times))
    results.add(
      Growth(
        size: "rows",
        places: [600.0, 6_000, 60_000].map { Growth.Place(size: $0, seconds: $0 * 1e-6 + 1e-4) }))
    results.add(failure: "ctc: the loss is 3")
    return results
  }

  @Test("keeps what was written by hand")
  func markers() throws {
    var text = MarkedText("before\n<!-- bench:goals -->\nold\n<!-- /bench:goals -->\nafter\n")
    try text.replace("goals", with: "new\nlines")
    let wanted = "before\n<!-- bench:goals -->\n\nnew\nlines\n\n<!-- /bench:goals -->\nafter\n"
    #expect(text.text == wanted)
    try text.replace("goals", with: "new\nlines")
    #expect(text.text == wanted, "writing twice is writing once")
    #expect(throws: BenchmarkFailure.self) { try text.replace("growth", with: "") }
  }

  @Test("has a place for everything in the project's own document")
  func wholeDocument() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs").standardizedFileURL
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-document-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: docs.appendingPathComponent("PERFORMANCE.md"),
      to: folder.appendingPathComponent("PERFORMANCE.md"))
    try PerformanceDocument(results: Self.results, folder: folder.path).write()
    let text = try String(
      contentsOf: folder.appendingPathComponent("PERFORMANCE.md"), encoding: .utf8)
    for line in [
      "- date: 2026-11-25",
      "| an epoch | 0.500 s | JAX 1.00 s | 0.50 | 0.50 | 0.60 of JAX | met | 0 of 2 |",
      "| a start | 0.500 s |  |  |  | 0.400 s | **missed** | 0 of 1 |",
      "1 of 2 goals are met.", "| a thing without a goal | 0.500 s |  |  |  | 0 of 1 |",
      "- **Wrong answer**: ctc: the loss is 3", "| 60,000 | 60.1 ms | 1001.7 ns |",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    for chart in ["performance-goals.svg", "performance-growth.svg"] {
      #expect(text.contains("](\(chart))"), "\(chart) is shown")
      let bytes = try Data(contentsOf: folder.appendingPathComponent(chart))
      #expect(bytes.count < 300_000, "\(chart) is small")
    }
  }

  @Test("draws what was measured beside the goal")
  func chart() {
    let rows = Self.results.rows.filter { $0.shareOfGoal != nil }
    let chart = GoalChart(rows: rows)
    let canvas = RecordingCanvas(size: chart.preferredSize)
    chart.draw(
      on: canvas, in: Rect(size: chart.preferredSize).inset(left: 8, top: 8, right: 8, bottom: 8))
    let texts = canvas.texts.map(\.string)
    for word in ["epoch, JAX", "start", "0.50 of 0.60", "0.500 s of 0.400 s", "goal", "missed"] {
      #expect(texts.contains(word), "\(word)")
    }
  }
}
