/// scripts/examples/iris.lossrepl: two fits, two pictures and a report, in one process.
struct IrisReport: BenchmarkCase {
  let name = "iris"

  func run(_ bench: Bench) throws {
    let script = bench.project + "/scripts/examples/iris.lossrepl"
    let samples = try bench.wholeProcess(max(5, bench.rounds)) {
      let child = try bench.run([script])
      try requirePDF(bench.workspace.path("reports/iris.pdf"))
      return child
    }
    bench.record(Row("the iris script with its report", short: "iris", samples))
  }
}
