import Testing

@testable import Timing

/// Keeps the processor busy until its clock has moved on by some microseconds.
private func work(microseconds: Int) {
  let clock = ContinuousClock()
  let end = clock.now + .microseconds(microseconds)
  while clock.now < end {}
}

@Suite struct StopwatchTests {
  /// Parts of one name are one part; the order is that of the first beginnings.
  @Test func partsAreKnownByTheirNames() {
    let stopwatch = Stopwatch()
    stopwatch.run {
      for _ in 0..<3 {
        timed("outer") {
          timed("first") { work(microseconds: 20) }
          timed("second") {}
        }
      }
      timed("last") {}
    }
    #expect(stopwatch.parts.map(\.name) == ["outer", "last"])
    #expect(stopwatch.parts.map(\.count) == [3, 1])
    #expect(stopwatch.parts[0].parts.map(\.name) == ["first", "second"])
    #expect(stopwatch.parts[0].parts.map(\.count) == [3, 3])
  }

  @Test func partsComeToNoMoreThanTheWhole() {
    let stopwatch = Stopwatch()
    let clock = ContinuousClock()
    let start = clock.now
    stopwatch.run {
      timed("outer") {
        for _ in 0..<5 { timed("inner") { work(microseconds: 30) } }
        work(microseconds: 30)
      }
    }
    let whole = (clock.now - start) / .seconds(1)
    let outer = stopwatch.parts[0]
    #expect(outer.seconds <= whole)
    #expect(outer.parts[0].seconds <= outer.seconds)
    #expect(outer.parts[0].seconds >= 150e-6)
    #expect(outer.ownSeconds >= 30e-6)
    #expect(outer.ownSeconds + outer.parts[0].seconds <= outer.seconds * 1.000001)
  }

  @Test func nothingRunsWhereNoStopwatchDoes() {
    #expect(Stopwatch.current == nil)
    #expect(timed("nothing") { 5 } == 5)
    let stopwatch = Stopwatch()
    stopwatch.run { #expect(Stopwatch.current === stopwatch) }
    #expect(Stopwatch.current == nil)
    #expect(stopwatch.parts.isEmpty)
  }

  struct Failure: Error {}

  /// A part that ends in an error has taken its time as well, and what comes after is beside it.
  @Test func errorsEndTheirParts() {
    let stopwatch = Stopwatch()
    stopwatch.run {
      #expect(throws: Failure.self) {
        try timed("outer") { try timed("inner") { throw Failure() } }
      }
      timed("after") {}
    }
    #expect(Stopwatch.current == nil)
    #expect(stopwatch.parts.map(\.name) == ["outer", "after"])
    #expect(stopwatch.parts[0].parts.map(\.name) == ["inner"])
  }

  /// What a stopwatch inside another one records, both know.
  @Test func nestedStopwatches() {
    let (outer, inner) = (Stopwatch(), Stopwatch())
    outer.run {
      timed("a") {
        inner.run { timed("b") { timed("c") {} } }
        timed("b") {}
      }
    }
    #expect(inner.parts.map(\.name) == ["b"])
    #expect(outer.parts.map(\.name) == ["a"])
    #expect(outer.parts[0].parts.map(\.name) == ["b"])
    #expect(outer.parts[0].parts[0].count == 2)
    #expect(outer.parts[0].parts[0].parts.map(\.name) == ["c"])
  }

  /// Samples that come to more than was measured around them are scaled to it, in proportion.
  @Test func samplesFitIntoTheirSpan() {
    let stopwatch = Stopwatch()
    stopwatch.run {
      timed("steps") {
        timed("known") { work(microseconds: 50) }
        work(microseconds: 50)
        Stopwatch.current?.addSampled("products", seconds: 30, count: 7)
        Stopwatch.current?.addSampled("sums", seconds: 10, count: 7)
      }
    }
    let steps = stopwatch.parts[0]
    #expect(steps.parts.map(\.isSampled) == [false, true, true])
    #expect(steps.parts.map(\.count) == [1, 7, 7])
    let inside = steps.parts.reduce(0) { $0 + $1.seconds }
    #expect(abs(inside - steps.seconds) < 1e-9)
    #expect(abs(steps.parts[1].seconds / steps.parts[2].seconds - 3) < 1e-9)
  }

  /// A stopwatch belongs to its thread.
  @Test func otherThreadsKnowNothing() async {
    let stopwatch = Stopwatch()
    let elsewhere = Task.detached { Stopwatch.current == nil }
    stopwatch.run { timed("here") {} }
    #expect(await elsewhere.value)
    #expect(stopwatch.parts.map(\.name) == ["here"])
  }
}
