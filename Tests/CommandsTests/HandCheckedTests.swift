import Learning
import Tensors
import Testing

@testable import Commands

extension AllTests {
  @Suite("Numbers checked by hand") struct HandChecked {
    /// Two rows, x 1 -> y 2 and x 3 -> y 6, judged by a line with weight 0 and bias 0.
    ///
    /// Mean squared error (4 + 36) / 2 = 20. Its gradient by the weight is
    /// 2 * (-2 * 1 - 6 * 3) / 2 = -20 and by the bias 2 * (-2 - 6) / 2 = -8, so that one step of
    /// 0.1 leads to weight 2 and bias 0.8, predictions 2.8 and 6.8, errors of 0.8.
    @Test("a step of gradient descent on a line")
    func line() throws {
      try Workspace.write("line.csv", "x,y\n1,2\n3,6\n")
      try weights([("0.weight", [1, 1], [0]), ("0.bias", [1], [0])], "line.safetensors")
      let trial = trial(
        """
        load "line.csv"
        model dense(1)
        loss mse
        optimizer gradient_descent(lr=0.1)
        open "line.safetensors"
        let before = evaluate train
        fit epochs=1
        let after = evaluate train
        let p = predict train
        """)
      try #require(trial.outcome == .done, "\(trial.shown)")
      expect("before.loss", 20, trial)
      expect("before.mae", 4, trial)
      expect("run.losses[0]", 20, trial)
      expect("p[0]", 2.8, trial)
      expect("p[1]", 6.8, trial)
      expect("after.mse", 0.64, trial)
      expect("after.rmse", 0.8, trial)
      expect("after.mae", 0.8, trial)
      // The mean of the targets is 4, their squares about it sum to 8: 1 - 1.28 / 8.
      expect("after.r2", 0.84, trial)
      expect("after.baseline.mse", 4, trial)
      expect("after.baseline.r2", 0, trial)
    }

    /// The same step with penalties 0.5 * |w| and 0.25 * w^2 from weight 2 and bias 0.
    ///
    /// The errors are 0, so only the penalty moves the weight, by 0.1 * (0.5 + 2 * 0.25 * 2) = 0.15.
    /// The bias stays.
    @Test("penalties act on weights and not on biases, and are told apart from the loss")
    func penalties() throws {
      try Workspace.write("line.csv", "x,y\n1,2\n3,6\n")
      try weights([("0.weight", [1, 1], [2]), ("0.bias", [1], [0])], "fitting.safetensors")
      let trial = trial(
        """
        load "line.csv"; model dense(1); loss mse; optimizer gradient_descent(lr=0.1)
        add l1(0.5); add l2(0.25)
        open "fitting.safetensors"
        let before = evaluate train
        fit epochs=1
        save "moved.safetensors"
        """)
      try #require(trial.outcome == .done, "\(trial.shown)")
      expect("before.loss", 0, trial)
      expect("before.penalty", 2, trial)
      let moved = try Checkpoint.read(path: "moved.safetensors")
      #expect(abs((moved.tensor(named: "0.weight")?.values[0] ?? 0) - 1.85) < 1e-6)
      #expect(moved.tensor(named: "0.bias")?.values == [0])
    }

    /// Three rows of two classes with the scores (x, 0).
    ///
    /// x = 1, 2 and -1 are taken for a, a and b; true are a, b and b. Cross-entropies: ln(1 + e^-1),
    /// ln(1 + e^2), ln(1 + e^-1).
    @Test("two classes with known scores")
    func classes() throws {
      try Workspace.write("classes.csv", "x,y\n1,a\n2,b\n-1,b\n")
      try weights(
        [("0.weight", [2, 1], [1, 0]), ("0.bias", [2], [0, 0])], "classes.safetensors")
      let trial = trial(
        """
        load "classes.csv"; model dense(2); loss cross_entropy; optimizer sgd(lr=0.1)
        open "classes.safetensors"
        let judged = evaluate train
        let guesses = predict train
        """)
      try #require(trial.outcome == .done, "\(trial.shown)")
      expect("judged.loss", (0.313262 + 2.126928 + 0.313262) / 3, trial)
      expect("judged.accuracy", 2.0 / 3, trial)
      // a: precision 1/2, recall 1; b: precision 1, recall 1/2; both F1 2/3.
      expect("judged.precision_macro", 0.75, trial)
      expect("judged.recall_macro", 0.75, trial)
      expect("judged.f1_macro", 2.0 / 3, trial)
      expect("judged.baseline.accuracy", 2.0 / 3, trial)
      trial.clear()
      trial.run("print guesses judged.confusion judged.classes")
      #expect(trial.printed == #"["a", "a", "b"] [[1, 0], [1, 1]] ["a", "b"]"#)
    }

    private func weights(_ tensors: [(String, Shape, [Float])], _ file: String) throws {
      Workspace.enter()
      try Checkpoint(tensors: tensors.map { ($0.0, Tensor(shape: $0.1, values: $0.2)) })
        .write(to: file)
    }

    private func expect(_ expression: String, _ wanted: Double, _ trial: Trial) {
      let outcome = trial.run("let it = \(expression)")
      let found = trial.notebook.session.scope.variables["it"]?.asNumber ?? .nan
      #expect(
        outcome == .done && abs(found - wanted) < 2e-6,
        "\(expression) is \(found), not \(wanted)\n\(trial.shown)")
    }
  }
}
