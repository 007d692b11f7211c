/// scripts/examples/iris.lossrepl: two fits, two pictures and a report, in one process.
struct IrisReport: BenchmarkCase {
  let name = "iris"

  func run(_ bench: Bench) throws {
    let script = bench.examples + "/iris.lossrepl"
    let (samples, _) = try bench.wholeProcess(max(5, bench.rounds)) {
      let child = try bench.run([script])
      try requirePDF(bench.workspace.path("reports/iris.pdf"))
      return child
    }
    bench.show("the iris script with its report", samples)
  }
}

/// Fails unless a file begins and ends as PDFs do.
func requirePDF(_ path: String) throws {
  let bytes = try readBytes(path)
  try require(bytes.starts(with: Array("%PDF-".utf8)), "\(path) is not a PDF")
  let end = String(decoding: bytes.suffix(16), as: UTF8.self)
  try require(end.contains("%%EOF"), "\(path) is not a whole PDF")
}
