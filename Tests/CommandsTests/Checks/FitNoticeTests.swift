import Testing

@testable import Commands

extension AllTests {
  @Suite("What a fit says before it begins") struct FitNotices {
    private func notices(_ lines: [String]) -> [String] {
      CheckFiles.written
      let trial = Trial()
      trial.run(lines: lines)
      #expect(trial.outcome == .done, "\(trial.shown)")
      return trial.events.compactMap { if case .notice(let text) = $0 { text } else { nil } }
    }

    private let start = ["optimizer adam(lr=0.01)", "fit epochs=1", "fit epochs=1"]

    @Test("labels that become classes are told once")
    func labels() {
      let said = notices(
        ["load \"from-one.csv\"", "model dense(3)", "loss cross_entropy"] + start)
      #expect(said.filter { $0.hasPrefix("labels become classes: 1 is class 0") }.count == 1)
      let plain = notices(
        ["load \"from-zero.csv\"", "model dense(3)", "loss cross_entropy"] + start)
      #expect(!plain.contains { $0.contains("labels become") })
    }

    @Test("weights that follow from the rows are told where the loss came first")
    func balanced() {
      let loss = "loss cross_entropy(class_weights=balanced)"
      // 57 blue rows and 3 red ones: 60 / (2 · 57) and 60 / (2 · 3).
      let said = notices([loss, "load \"rare.csv\"", "model dense(2)"] + start)
      #expect(said.filter { $0.contains("a row counts blue 0.5263, red 10") }.count == 1, "\(said)")
      // The verb loss has shown them in a table already.
      let shown = notices(["load \"rare.csv\"", "model dense(2)", loss] + start)
      #expect(!shown.contains { $0.contains("a row counts") })
      // Other parts, other weights.
      let split = notices(
        ["load \"rare.csv\"", "model dense(2)", loss, "split test=0.5 stratify=true"] + start)
      #expect(split.contains { $0.contains("a row counts blue") })
    }

    @Test("rows that do not count are counted")
    func ignored() {
      let some = notices(
        ["load \"sound.csv\"", "model dense(2)", "loss cross_entropy(ignore_index=1)"] + start)
      #expect(some.contains { $0.hasSuffix("30 of 60 rows to train on do not count") })
      let all = notices(
        ["load \"alike.csv\"", "model dense(1)", "loss cross_entropy(ignore_index=0)"] + start)
      #expect(all.contains { $0.hasSuffix("so the loss is 0 and nothing is learned") })
    }

    @Test("a value the loss is not defined for is named by its row of the file")
    func rows() {
      CheckFiles.written
      let trial = Trial()
      trial.run(
        """
        load "minus.csv"
        split train=0.5 test=0.5 seed=3
        model dense(1); loss msle; optimizer adam
        fit epochs=1
        """)
      #expect(trial.outcome == .failed)
      #expect(trial.diagnostics.first?.message.contains("row 51 of the targets is -2") == true)
    }

    @Test("label sequences without an alignment are listed, and counted in the run")
    func infeasible() {
      CheckFiles.written
      let trial = Trial()
      trial.run(
        """
        load "short-x.npy" targets="short-y.npy" input_lengths="short-t.npy" \\
          target_lengths="short-u.npy"
        model dense(3); loss ctc(zero_infinity=true); optimizer adam(lr=0.01)
        let r = fit epochs=2
        print r.infeasible_rows (r.loss < infinity)
        """)
      #expect(trial.printed.hasSuffix("1 true"), "\(trial.shown)")
      #expect(
        trial.shown.contains("ctc(zero_infinity=true): frames T")
          || trial.shown.contains("ctc: frames T"))
      #expect(trial.shown.contains("(row 7; row 7 has 2 frames"), "\(trial.shown)")
      #expect(trial.shown.contains("they count 0 in every epoch"))
    }
  }
}
