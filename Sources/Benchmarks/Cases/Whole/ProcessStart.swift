/// `lossrepl -c 'print 1 + 1'`: how long one waits for the smallest answer.
struct ProcessStart: BenchmarkCase {
  let name = "start"

  func run(_ bench: Bench) throws {
    let samples = try bench.wholeProcess(20) {
      let child = try bench.run(["-c", "print 1 + 1"])
      try require(child.text == "2\n", "print 1 + 1 printed '\(child.text)'")
      return child
    }
    bench.record(
      Row("lossrepl -c 'print 1 + 1'", short: "start", samples, goal: .limit(0.030)))
  }
}
