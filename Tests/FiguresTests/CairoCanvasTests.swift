import Figures
import Foundation
import Testing

/// A page with everything a canvas can do on it.
private func drawSampler(on canvas: any Canvas) {
  canvas.tagged(.document) {
    canvas.tagged(.heading(level: 1)) {
      canvas.draw(Text("Sampler 日本語 Ж", TextStyle(size: 18, weight: .bold)), at: Point(20, 20))
    }
    canvas.tagged(.paragraph) {
      let style = TextStyle(size: 10)
      let text = Text(
        runs: [
          TextRun("Plain, ", style), TextRun("bold", style.weighted(.bold)),
          TextRun(" and `code -> x`", TextStyle(size: 9, face: .mono)),
        ], width: 120)
      canvas.draw(text, at: Point(20, 60))
    }
    canvas.tagged(.web(address: "https://example.org/it's?q=ä")) {
      canvas.draw(Text("a link", TextStyle(size: 10)), at: Point(20, 120))
    }
    canvas.tagged(.destination("there's")) {}
  }
  canvas.fill(Path(circle: Point(150, 150), radius: 20), with: Color(0x0072B2).opacity(0.5))
  canvas.stroke(Rect(x: 20, y: 140, width: 60, height: 30), with: Stroke(Color(0), dash: [3, 1]))
}

private func render(_ format: FigureFormat) throws -> [UInt8] {
  let canvas = try CairoCanvas(
    format, size: Size(200, 200), metadata: DocumentMetadata(title: "A <title>"))
  drawSampler(on: canvas)
  return try canvas.finish()
}

@Suite struct CairoCanvasTests {
  @Test(arguments: [FigureFormat.pdf, .svg, .png])
  func twoRendersAreEqual(format: FigureFormat) throws {
    #expect(try render(format) == render(format))
  }

  @Test func eachFormatOpensWithItsSignature() throws {
    #expect(try render(.pdf).starts(with: Array("%PDF-".utf8)))
    #expect(try render(.png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let svg = String(decoding: try render(.svg), as: UTF8.self)
    #expect(svg.contains("<svg "))
    #expect(svg.contains("<title>A &lt;title&gt;</title>"))
    for (ending, format) in [("pdf", FigureFormat.pdf), ("svg", .svg), ("png", .png)] {
      if let folder = getenv("LOSSREPL_LOOK").map({ String(cString: $0) }) {
        try Data(render(format)).write(to: URL(fileURLWithPath: "\(folder)/sampler.\(ending)"))
      }
    }
  }

  @Test func whatCannotBeDrawnIsLeftOut() throws {
    let canvas = try CairoCanvas(.pdf, size: Size(100, 100))
    let wild = [Double.nan, .infinity, -.infinity, 1e300, -1e300, -0.0]
    for value in wild {
      canvas.stroke(Path(lines: [.zero, Point(value, 5)]), with: Stroke(Color(0), width: value))
      canvas.stroke(Path(from: .zero, to: Point(9, 9)), with: Stroke(Color(0), dash: [value]))
      canvas.draw(Text("x\0y", TextStyle(size: value), width: value), at: Point(value, 0))
      canvas.isolated { canvas.transform(.scale(value, 1)) }
      canvas.fill(
        Rect(x: 0, y: 0, width: value, height: 1), with: Color(red: value, green: 0, blue: 0))
    }
    #expect(try canvas.finish().count > 500)
  }

  @Test func restoringTooOftenIsAnErrorAndNoCrash() throws {
    let canvas = try CairoCanvas(.pdf, size: Size(100, 100))
    canvas.restore()
    #expect(throws: FigureError.self) { try canvas.finish() }
  }

  @Test(arguments: [Size(0, 10), Size(10, .nan), Size(-1, 5), Size(1e9, 10)])
  func impossibleSizesThrow(size: Size) {
    #expect(throws: FigureError.self) { try CairoCanvas(.png, size: size) }
  }
}
