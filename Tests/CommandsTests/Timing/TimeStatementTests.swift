import Foundation
import Language
import Testing
import Timing

@testable import Commands

extension AllTests {
  @Suite("The statement time") struct TimeStatement {
    private func times(_ lines: [String]) throws -> [TimeEvent] {
      let trial = Trial()
      trial.run(lines: lines)
      #expect(trial.outcome == .done, "\(trial.shown)")
      return trial.events.compactMap { if case .time(let time) = $0 { time } else { nil } }
    }

    /// Holds a part and all inside to what is around it.
    private func check(_ parts: [TimedPart], within seconds: Double) {
      #expect(parts.reduce(0) { $0 + $1.seconds } <= seconds * 1.000001)
      for part in parts { check(part.parts, within: part.seconds) }
    }

    @Test(
      "tells the parts of a verb",
      arguments: [
        (#"time load "digits""#, "load", ["reading", "parsing", "describing"]),
        (
          "time fit epochs=2", "fit",
          ["preparing data", "checking rows", "training steps", "judging"]
        ),
        ("time evaluate", "evaluate", ["preparing data", "predicting", "metrics", "loss"]),
        (
          #"time report "reports/timed.pdf""#, "report",
          ["judging", "composing", "layout", "drawing", "writing"]
        ),
        (#"time plot loss to "timed.svg""#, "plot", ["composing", "drawing", "writing"]),
      ])
    func parts(_ line: String, _ verb: String, _ names: [String]) throws {
      let time = try #require(try times(Verbs.irisModel + ["fit epochs=1", line]).first)
      #expect(time.parts.map(\.name) == [verb])
      let found = time.parts[0].parts.map(\.name)
      for name in names { #expect(found.contains(name), "\(name) in \(found)") }
      check(time.parts, within: time.seconds)
      #expect(time.processorSeconds >= 0)
      #expect(time.peakGrowth >= 0)
    }

    @Test("splits the training steps by kind of work")
    func trainingSteps() throws {
      let time = try #require(try times(Verbs.irisModel + ["time fit epochs=3"]).first)
      let steps = try #require(time.parts[0].parts.first { $0.name == "training steps" })
      #expect(steps.parts.contains { $0.name == "matrix products" && $0.isSampled })
      #expect(steps.parts.contains { $0.name == "optimizer" && $0.isSampled })
    }

    @Test("tells the verbs inside a loop, a function and an expression")
    func statements() throws {
      let time = try #require(
        try times([
          "def twice(n) { print n; print n }", "time for k in 1..3 { twice(k); seed k }",
        ]).first)
      #expect(time.parts.map(\.name) == ["print", "seed"])
      #expect(time.parts.map(\.count) == [6, 3])
      #expect(try times(["time 1 + 1"]).first?.parts.isEmpty == true)
    }

    @Test("inside itself tells both")
    func nested() throws {
      let times = try times(["time time print 1"])
      #expect(times.map { $0.parts.map(\.name) } == [["print"], ["print"]])
      #expect(times[0].seconds <= times[1].seconds)
    }

    @Test("of a failing statement leaves no stopwatch behind")
    func failing() {
      let trial = trial("time print nothing")
      #expect(trial.outcome == .failed)
      #expect(Stopwatch.current == nil)
      #expect(trial.answers)
    }

    @Test("is JSON that programs read")
    func json() throws {
      let trial = Trial()
      trial.run(lines: Verbs.irisModel + ["time fit epochs=2"])
      var renderer = JSONRenderer()
      let objects = try trial.events.compactMap { renderer.line(for: $0) }.map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      let object = try #require(objects.first { $0["event"] as? String == "time" })
      let seconds = try #require(object["seconds"] as? Double)
      let parts = try #require(object["parts"] as? [[String: Any]])
      #expect(parts.map { $0["name"] as? String } == ["fit"])
      #expect(try #require(parts[0]["seconds"] as? Double) <= seconds)
      let inside = try #require(parts[0]["parts"] as? [[String: Any]])
      let own = try #require(parts[0]["own_seconds"] as? Double)
      let sum = inside.reduce(own) { $0 + ($1["seconds"] as? Double ?? .nan) }
      #expect(abs(sum - (parts[0]["seconds"] as? Double ?? .nan)) < 1e-6)
    }

    /// 2 s of which 1.5 s are known, 1 s of that by name: the rest is named at both levels, what
    /// does not matter is left to it.
    @Test("is laid out as a table whose lines add up")
    func table() {
      let time = TimeEvent(
        seconds: 2, processorSeconds: 3.5, peakGrowth: 12_300_000,
        parts: [
          TimedPart(
            name: "fit", count: 3, seconds: 1.5,
            parts: [
              TimedPart(name: "training steps", count: 30, seconds: 1, isSampled: true),
              TimedPart(name: "ordering rows", count: 30, seconds: 0.001),
            ])
        ])
      #expect(
        PlainTable(time.table).text == """
          took 2.00 s; processor time 3.50 s, 12.3 MB more memory at the peak
          part              times      time   share
          ────────────────  ─────  ────────  ──────
          fit                   3    1.50 s  75.0 %
            training steps     30  ≈ 1.00 s  50.0 %
            rest                     0.50 s  25.0 %
          rest                       0.50 s  25.0 %
          ≈ reckoned from steps taken with clocks, one in 16
          """)
    }
  }
}
