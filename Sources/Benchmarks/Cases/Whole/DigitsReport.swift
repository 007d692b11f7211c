import Glibc

/// The report on a classification of ten classes with six figures: rows of each class, loss,
/// penalty, confusion, runs compared, losses compared.
///
/// Its time is that of a session with the report less that of the same session without it.
struct DigitsReport: BenchmarkCase {
  let name = "report"

  private static let session = """
    load "mnist"
    scale divide=255
    model flatten -> dense(32) -> relu -> dense(10)
    loss cross_entropy
    optimizer adam(lr=0.001)
    add l2(0.0001)
    fit epochs=2 batch=64 name="slow"
    optimizer adam(lr=0.01)
    reset
    fit epochs=2 batch=64 name="fast"
    compare losses cross_entropy focal epochs=2 batch=64
    evaluate test

    """

  func run(_ bench: Bench) throws {
    let path = bench.workspace.path("reports/digits.pdf")
    var (with, without) = (Samples(), Samples())
    for _ in 0..<max(5, bench.rounds) {
      let short = try bench.wholeProcess(1) { try bench.run(script: Self.session) }
      unlink(path)
      let long = try bench.wholeProcess(1) {
        try bench.run(script: Self.session + "report \"reports/digits.pdf\"\n")
      }
      try requirePDF(path, figures: 6)
      without.add(short.minimum, isDisturbed: short.disturbed > 0)
      with.add(long.minimum, isDisturbed: long.disturbed > 0)
    }
    // Not the least of the differences: that would be the luckiest pair.
    let difference = Samples(
      with.minimum - without.minimum, isDisturbed: with.disturbed + without.disturbed > 0)
    bench.record(Row("digits: load, 4 runs, evaluate", short: "digits", without))
    bench.record(Row("the same with a report of 6 figures", short: "digits, report", with))
    bench.record(
      Row(
        "the report alone (difference)", short: "report", difference, goal: .limit(0.150)))
  }
}
