import Learning
import Tensors
import Testing

@testable import Commands

extension AllTests {
  /// Four rows judged by a model that hands its inputs on: dense(3) with the identity for weights.
  ///
  /// Row 1 shows 1 1 0 2 for the labels 1 2. Of row 2 two frames count, with probabilities 0.6 for the
  /// blank and 0.4 for 1: the best classes read nothing, while 1 has 0.24 + 0.24 + 0.16 = 0.64; 1 is
  /// meant. Of row 3 three frames count, 2 0 2, for 1 2 1: one label in place, a substitution, a
  /// deletion. Row 4 shows 1 2 1 2 where no label is meant.
  ///
  /// By the best classes that is 3 right, 1 substituted, 4 inserted, 2 deleted of 6 labels.
  @Suite("Models of label sequences are judged") struct SequenceJudgement {
    @Test("edits, rates and baselines by hand")
    func greedy() throws {
      let trial = try judged("let t = evaluate train")
      expect("t.label_error_rate", 7.0 / 6, trial)
      expect("t.sequence_accuracy", 0.25, trial)
      expect("t.baseline.label_error_rate", 1, trial)
      expect("t.baseline.sequence_accuracy", 0.25, trial)
      expect("t.edits.correct", 3, trial)
      expect("t.edits.substitutions", 1, trial)
      expect("train.edits.insertions", 4, trial)
      expect("t.edits.deletions", 2, trial)
      expect("t.edits.labels", 6, trial)
      #expect(trial.shown.contains("labels are read by the best class of each frame"))
      #expect(trial.shown.contains("baseline: never any label"))
    }

    @Test("a beam adds alignments up")
    func beam() throws {
      let trial = try judged("evaluate train; evaluate train decode=beam width=8")
      expect("train.label_error_rate", 1, trial)
      expect("train.sequence_accuracy", 0.5, trial)
      expect("train.edits.deletions", 1, trial)
      #expect(trial.shown.contains("labels are read by a beam of 8 beginnings"))
      trial.run("evaluate train")
      expect("train.sequence_accuracy", 0.25, trial)
    }

    @Test("the metrics that fit are listed and the others refused")
    func metrics() throws {
      let trial = try judged("metrics")
      #expect(
        trial.shown.contains("* label_error_rate")
          && !trial.shown.contains("accuracy  The share of rows whose class"))
      #expect(trial.run("metrics accuracy") == .failed)
      #expect(
        trial.diagnostics.last?.message == "accuracy judges classes, the target is label sequences")
    }

    @Test(
      "what makes no sense is refused",
      arguments: [
        ("evaluate train width=4", "only a beam has a width"),
        ("evaluate train decode=beam width=0", "width"),
        ("evaluate train decode=viterbi", "viterbi"),
        (
          "score predictions=[1] targets=[1] metrics=[label_error_rate]",
          "it reads labels from the outputs of a model"
        ),
      ])
    func mistakes(_ line: String, _ words: String) throws {
      let trial = try judged("metrics")
      #expect(trial.run(line) == .failed)
      #expect(trial.diagnostics.last?.message.contains(words) == true, "\(trial.shown)")
    }

    @Test("a fit measures the error rate on the validation part, which can be watched")
    func fits() {
      CheckFiles.written
      let trial = trial(
        """
        load "speech-x.npy" targets="speech-y.npy" input_lengths="speech-t.npy" \\
          target_lengths="speech-u.npy"
        split train=0.6 validation=0.2 test=0.2 seed=1
        model dense(3); loss ctc; optimizer adam(lr=0.05)
        add early_stopping(patience=40, monitor=label_error_rate)
        fit epochs=60 seed=1
        evaluate test
        """)
      #expect(trial.outcome == .done, "\(trial.shown)")
      let epochs = trial.events.compactMap { if case .epoch(let epoch) = $0 { epoch } else { nil } }
      #expect(epochs.last?.metrics.map(\.name) == ["validation_label_error_rate"])
      // Every frame of a label shows it, so that labels can be read nearly without fault.
      #expect(trial.run("assert test.label_error_rate < 0.2") == .done, "\(trial.shown)")
    }

    private func judged(_ lines: String) throws -> Trial {
      Workspace.enter()
      func sure(_ path: [Int]) -> [Double] {
        path.flatMap { best in (0..<3).map { $0 == best ? 9 : 0 } }
      }
      // log 0.6 and log 0.4; the third class is out of the question.
      let unsure = [-0.5108256, -0.9162907, -30]
      try Reference.write(
        "heard.npy", shape: [4, 4, 3],
        sure([1, 1, 0, 2]) + unsure + unsure + sure([2, 2]) + sure([2, 0, 2, 1])
          + sure([1, 2, 1, 2]))
      try Reference.write("said.npy", shape: [4, 3], [1, 2, 0, 1, 0, 0, 1, 2, 1, 0, 0, 0])
      try Reference.write("heard-t.npy", shape: [4], [4, 2, 3, 4])
      try Reference.write("said-u.npy", shape: [4], [2, 1, 3, 0])
      try Checkpoint(tensors: [
        ("0.weight", Tensor(shape: [3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1])),
        ("0.bias", Tensor(shape: [3])),
      ]).write(to: "hand-on.safetensors")
      let trial = trial(
        """
        load "heard.npy" targets="said.npy" input_lengths="heard-t.npy" target_lengths="said-u.npy"
        model dense(3); loss ctc; optimizer adam
        open "hand-on.safetensors"
        \(lines)
        """)
      try #require(trial.outcome == .done, "\(trial.shown)")
      return trial
    }

    private func expect(_ expression: String, _ wanted: Double, _ trial: Trial) {
      let outcome = trial.run("let it = \(expression)")
      let found = trial.notebook.session.scope.variables["it"]?.asNumber ?? .nan
      #expect(
        outcome == .done && abs(found - wanted) < 1e-12,
        "\(expression) is \(found), not \(wanted)\n\(trial.shown)")
    }
  }
}
