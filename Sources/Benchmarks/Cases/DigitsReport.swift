import Glibc

/// The report on a classification of ten classes with its figures.
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
    fit epochs=2 batch=64
    evaluate test

    """

  func run(_ bench: Bench) throws {
    let path = bench.workspace.path("reports/digits.pdf")
    var (with, without, difference) = (Samples(), Samples(), Samples())
    for _ in 0..<max(5, bench.rounds) {
      let short = try bench.wholeProcess(1) { try bench.run(script: Self.session) }.samples
      unlink(path)
      let long = try bench.wholeProcess(1) {
        try bench.run(script: Self.session + "report \"reports/digits.pdf\"\n")
      }.samples
      try requirePDF(path)
      without.add(short.minimum, isDisturbed: short.disturbed > 0)
      with.add(long.minimum, isDisturbed: long.disturbed > 0)
      difference.add(
        long.minimum - short.minimum, isDisturbed: short.disturbed + long.disturbed > 0)
    }
    bench.show("digits: load, 2 epochs, evaluate", without)
    bench.show("the same with a report", with)
    bench.show("the report alone (difference)", difference)
  }
}
