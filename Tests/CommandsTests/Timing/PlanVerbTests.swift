import Foundation
import Language
import Testing

@testable import Commands

extension AllTests {
  @Suite("The verb plan") struct PlanVerb {
    /// Sessions of every kind, a model and what it learns with each.
    static let sessions: [(name: String, lines: [String], learned: [String])] = [
      (
        "classes", Verbs.irisModel,
        ["dense0.weight", "dense0.bias", "dense2.weight", "dense2.bias"]
      ),
      (
        "numbers with penalties, dropout and momentum",
        [
          #"load "diabetes""#, "scale standard", "model dense(8) -> tanh -> dense(1)",
          "loss huber(delta=2)", "optimizer sgd(lr=0.01, momentum=0.9)", "add l2(0.001)",
          "add l1(0.001)", "add dropout(0.1)",
        ], ["dense0.weight", "dense0.bias", "dense3.weight", "dense3.bias"]
      ),
      (
        "a loss of one's own",
        [
          #"load "diabetes""#, "scale standard", "model dense(1)",
          "loss mine(y, p, c=2) = where(abs(y - p) < c, (y - p)^2 / 2, c * abs(y - p))",
          "optimizer adamw",
        ], ["dense0.weight", "dense0.bias"]
      ),
      (
        "a loss that learns",
        [
          #"load "diabetes""#, "scale standard", "model dense(1)",
          "loss uncertainty(mse, mae)", "optimizer rmsprop",
        ], ["dense0.weight", "dense0.bias", "loss."]
      ),
      (
        "all rows at once",
        [#"load "iris""#, "scale standard", "model dense(3)", "loss cross_entropy"]
          + ["optimizer gradient_descent(lr=0.1)"], ["dense0.weight", "dense0.bias"]
      ),
    ]

    private func plan(_ lines: [String], _ verb: String = "plan") throws -> (Trial, PlanEvent) {
      let trial = Trial()
      trial.run(lines: lines)
      trial.run(verb)
      let events = trial.events.compactMap { if case .plan(let plan) = $0 { plan } else { nil } }
      return (trial, try #require(events.first, "\(trial.shown)"))
    }

    @Test("shows the update of everything that is learned", arguments: sessions.map(\.name))
    func updates(_ name: String) throws {
      let session = try #require(Self.sessions.first { $0.name == name })
      let (trial, plan) = try plan(session.lines)
      let updated = plan.steps.filter { $0.kind == "update" || $0.action == "copy into" }
        .map(\.subject)
      for parameter in session.learned {
        #expect(updated.contains { $0.contains(parameter) }, "\(parameter):\n\(trial.shown)")
      }
      #expect(plan.work == "training step")
      #expect(plan.passes.count > 5)
    }

    @Test("comes to 100 %", arguments: sessions.map(\.name))
    func shares(_ name: String) throws {
      let session = try #require(Self.sessions.first { $0.name == name })
      let (_, plan) = try plan(session.lines)
      let shares = plan.steps.map(plan.share)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
      #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(plan.arenaBytes <= plan.arenaBytesWithoutReuse)
      #expect(plan.rowsPerSecond > 0)
    }

    /// JSON as a program reads it: every number there, shares again 1.
    @Test("gives all its numbers as JSON")
    func json() throws {
      let (trial, plan) = try plan(Verbs.irisModel, "plan batch=16")
      var renderer = JSONRenderer()
      let lines = trial.events.compactMap { renderer.line(for: $0) }
      let objects = try lines.map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      let object = try #require(objects.first { $0["event"] as? String == "plan" })
      #expect(object["batch"] as? Double == 16)
      #expect(object["rows"] as? Double == 105)
      // 6 batches of 16 rows and one of 9.
      #expect(object["count"] as? Double == 7)
      let steps = try #require(object["steps"] as? [[String: Any]])
      #expect(steps.count == plan.steps.count)
      var share = 0.0
      for step in steps {
        share += try #require(step["share"] as? Double)
        #expect(try #require(step["measured_us"] as? Double) >= 0)
        let kind = try #require(step["kind"] as? String)
        if kind != "barrier", kind != "waking" {
          #expect(try #require(step["estimate_us"] as? Double) > 0)
          #expect((step["threads_us"] as? [Double])?.count == plan.threads)
        }
      }
      #expect(abs(share - 1) < 1e-9)
    }

    @Test("leaves weights, runs and counters as they are")
    func leavesTheSession() throws {
      func losses(_ between: [String]) -> String {
        let trial = Trial()
        trial.run(lines: Verbs.irisModel + ["add dropout(0.2)", "fit epochs=2 seed=1"])
        trial.run(lines: between)
        trial.run(lines: ["fit epochs=2 seed=1"])
        trial.clear()
        trial.run("print run.losses; print run.name; evaluate test")
        return trial.shown
      }
      let plain = losses([])
      #expect(plain.contains("run2"))
      #expect(losses(["plan", "plan evaluate", "plan batch=all"]) == plain)
    }

    @Test("is a value that scripts can hold to")
    func value() {
      let trial = trial(
        (Verbs.irisModel + ["let p = plan batch=35", "print p.batch", "print p.count"])
          .joined(separator: "\n"))
      #expect(trial.printed.hasSuffix("35\n3"), "\(trial.shown)")
    }

    @Test(
      "fits a terminal of 80 columns and keeps its numbers there",
      arguments: ["plan", "plan evaluate"])
    func width(_ verb: String) throws {
      let (_, plan) = try plan(
        [
          #"load "digits""#,
          "model dense(128) -> relu -> dense(64) -> tanh -> dense(10)", "loss cross_entropy",
          "optimizer adam",
        ], verb)
      let lines = PlainTable(plan.table(withTimes: true), width: 80).text
        .split(separator: "\n").map(String.init)
      for line in lines { #expect(displayWidth(line) <= 80, "\(line)") }
      #expect(lines.contains { $0.hasPrefix("step ") && $0.hasSuffix("share") })
    }

    @Test("of a session of sequences shows the alignments")
    func sequences() throws {
      try Workspace.write(
        "plan-x.npy", npy(shape: [6, 5, 4], (0..<120).map { Float($0 % 7) / 7 }))
      try Workspace.write("plan-y.npy", npy(shape: [6, 2], [Float](repeating: 1, count: 12)))
      try Workspace.write("plan-n.npy", npy(shape: [6], [Float](repeating: 5, count: 6)))
      try Workspace.write("plan-l.npy", npy(shape: [6], [Float](repeating: 2, count: 6)))
      let (trial, plan) = try plan([
        #"load "plan-x.npy" targets="plan-y.npy" input_lengths="plan-n.npy" "#
          + #"target_lengths="plan-l.npy""#,
        "model dense(3)", "loss ctc", "optimizer adam",
      ])
      #expect(plan.steps.contains { $0.action == "ctc" }, "\(trial.shown)")
    }

    /// An NPY file of version 1 as NumPy writes it.
    private func npy(shape: [Int], _ values: [Float]) -> Data {
      let dimensions = shape.map { "\($0), " }.joined()
      var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(dimensions)), }"
      while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
      header += "\n"
      let count = UInt16(header.utf8.count)
      var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 255), UInt8(count >> 8)])
      data.append(Data(header.utf8))
      values.withUnsafeBytes { data.append(contentsOf: $0) }
      return data
    }

    @Test(
      "says what is missing",
      arguments: [
        ("", "no data"), (#"load "iris""#, "no model"),
        (#"load "iris"; model dense(3)"#, "no loss"),
        (#"load "iris"; model dense(3); loss cross_entropy"#, "no optimizer"),
      ])
    func missing(_ before: String, _ message: String) {
      let trial = trial(before)
      #expect(trial.run("plan") == .failed)
      #expect(trial.diagnostics.last?.message.contains(message) == true, "\(trial.shown)")
      #expect(trial.answers)
    }

    @Test(
      "refuses batches that are none", arguments: ["plan batch=0", "plan batch=some", "plan x"])
    func badArguments(_ line: String) {
      let trial = Trial()
      trial.run(lines: Verbs.irisModel)
      #expect(trial.run(line) == .failed)
      #expect(trial.answers)
    }
  }
}
