import Language
import Testing

@testable import Commands

/// A session in which one check must find one thing.
struct CheckCase: Sendable, CustomTestStringConvertible {
  let check: String
  let level: CheckFinding.Level
  /// A part of the sentence.
  let message: String
  /// A part of the mend; nil: none of it is looked at.
  let mend: String?
  let setUp: [String]

  init(
    _ check: String, _ level: CheckFinding.Level, _ message: String, try mend: String? = nil,
    after setUp: String...
  ) {
    (self.check, self.level, self.message, self.mend) = (check, level, message, mend)
    self.setUp = setUp
  }

  var testDescription: String { "\(check): \(level) after \(setUp.joined(separator: "; "))" }
}

extension AllTests {
  @Suite("Checks of data") struct DataChecks {
    @Test("find what they look for, and nothing where it is not", arguments: CheckCase.all)
    func check(_ wanted: CheckCase) {
      CheckFiles.written
      let trial = Trial()
      trial.run(lines: wanted.setUp)
      #expect(trial.outcome == .done, "\(trial.shown)")
      trial.clear()
      #expect(trial.run("check data") == .done, "\(trial.shown)")
      guard let found = trial.findings.first(where: { $0.check == wanted.check }) else {
        Issue.record("no finding of \(wanted.check):\n\(trial.shown)")
        return
      }
      #expect(found.level == wanted.level, "\(trial.shown)")
      #expect(found.message.contains(wanted.message), "\(found.message)")
      if let mend = wanted.mend {
        #expect(found.mend?.contains(mend) == true, "\(found.mend ?? "no mend")")
      }
      if wanted.level == .ok { #expect(found.mend == nil) }
    }

    @Test("are each tried in a case with a fault and in one without", arguments: DataCheck.all)
    func coverage(_ check: DataCheck) {
      let levels = CheckCase.all.filter { $0.check == check.name }.map(\.level)
      #expect(levels.contains(.ok), "\(check.name)")
      #expect(levels.contains { $0 != .ok } || check.name == "labels", "\(check.name)")
    }

    @Test("leave the session as it was")
    func nothingChanges() {
      let trial = Trial()
      trial.run(lines: Verbs.irisModel + ["fit epochs=2"])
      trial.run("let before = evaluate test")
      trial.run("check")
      trial.run("let after = evaluate test")
      trial.clear()
      trial.run("print (before.loss == after.loss) (before.accuracy == after.accuracy)")
      #expect(trial.printed == "true true", "\(trial.shown)")
    }

    @Test("give the same findings twice")
    func reproducible() {
      let trial = Trial()
      trial.run(lines: Verbs.irisModel)
      trial.clear()
      trial.run("check")
      let first = trial.shown
      trial.clear()
      trial.run("check")
      #expect(trial.shown == first)
    }

    @Test("are a value for scripts")
    func value() {
      CheckFiles.written
      let trial = Trial()
      trial.run(
        """
        load "sound.csv"
        let findings = check data
        let bad = 0
        for f in findings { if f.level == "fail" { bad = bad + 1 } }
        print bad findings[0].check findings[0].level findings[0].mend
        """)
      #expect(trial.printed.hasSuffix("0 rows ok none"), "\(trial.shown)")
    }
  }
}

extension DataCheck: CustomTestStringConvertible {
  /// The name.
  public var testDescription: String { name }
}

extension Trial {
  /// What the checks found so far.
  var findings: [CheckFinding] {
    events.flatMap { event in
      if case .check(let check) = event { check.findings } else { [CheckFinding]() }
    }
  }
}
