import Testing

@testable import Benchmarks

@Suite("Rows of results")
struct RowTests {
  static func samples(_ values: [Double]) -> Samples {
    var samples = Samples()
    samples.add(values, isDisturbed: false)
    return samples
  }

  @Test("judge a share of a peer's time by the minima")
  func share() {
    let row = Row(
      "work", short: "w", Self.samples([0.6, 0.5, 0.9]),
      beside: (.jax, Self.samples([1.2, 1.0, 1.1])), goal: .share(0.6, of: .jax))
    #expect(row.ratioOfMinima == 0.5)
    #expect(row.ratioOfMedians == 0.6 / 1.1)
    #expect(row.isMet == true && row.verdict == "met")
    let stricter = Row(
      "work", short: "w", row.ours, beside: row.theirs, goal: .share(0.4, of: .jax))
    #expect(stricter.isMet == false && stricter.verdict == "missed")
    #expect(abs((stricter.shareOfGoal ?? 0) - 1.25) < 1e-12)
  }

  @Test("say that nothing was compared where the goal's peer is not there")
  func absentPeer() {
    let row = Row("work", short: "w", Self.samples([1]), goal: .share(0.6, of: .jax))
    #expect(row.isMet == nil && row.verdict == "not compared")
    let other = Row(
      "work", short: "w", row.ours, beside: (.torch, row.ours), goal: .share(0.6, of: .jax))
    #expect(other.isMet == nil)
  }

  @Test("judge memory by the median and time by the minimum")
  func limits() {
    let time = Row("work", short: "w", Self.samples([0.02, 0.05, 0.06]), goal: .limit(0.03))
    #expect(time.isMet == true)
    let memory = Row(
      "work", short: "w", Self.samples([20, 50, 60]), in: .bytes, goal: .limit(30))
    #expect(memory.isMet == false)
    #expect(Row("work", short: "w", Self.samples([1])).verdict.isEmpty)
  }

  @Test(
    "write figures with their units",
    arguments: [
      (Quantity.seconds, 0.0123, "12.3 ms"), (.seconds, 4.512e-6, "4.51 µs"),
      (.seconds, 1.5, "1.50 s"), (.bytes, 31_400_000, "31.4 MB"), (.bytes, 4e9, "4.00 GB"),
      (.bytes, -250_000, "-250 kB"), (.plain, 1.017, "1.02"), (.plain, .nan, "-"),
    ])
  func units(_ quantity: Quantity, _ value: Double, _ text: String) {
    #expect(quantity.text(value) == text)
  }
}
