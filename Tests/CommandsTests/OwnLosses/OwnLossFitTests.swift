import Testing

@testable import Commands
@testable import Learning
@testable import Tensors

extension AllTests {
  @Suite("Fits with formulas") struct OwnLossFits {
    /// The same graph but for its names: the weights agree to rounding after ten epochs.
    @Test(
      "go where the built-in loss goes",
      arguments: [
        (smallNumbers, "(y - p)^2", "mse"), (smallNumbers, "mean((y - p)^2)", "mse"),
        (
          smallNumbers, "where(abs(y - p) <= 30, (y - p)^2 / 2, 30 * (abs(y - p) - 15))",
          "huber(delta=30)"
        ),
        (smallClasses, "-sum(y * log_softmax(p))", "cross_entropy"),
        (smallClasses, "logsumexp(p) - sum(y * p)", "cross_entropy"),
      ] as [([String], String, String)])
    func sameFit(_ setUp: [String], _ formula: String, _ builtIn: String) throws {
      let own = try weights(setUp + ["loss own(y, p) = \(formula)"])
      let wanted = try weights(setUp + ["loss \(builtIn)"])
      #expect(own.count == wanted.count)
      for (name, tensor) in wanted {
        let found = try #require(own[name])
        for (a, b) in zip(found.values, tensor.values) {
          #expect(abs(a - b) <= 1e-5 * max(1, abs(b)), "\(formula), \(name): \(a) and \(b)")
        }
      }
    }

    private func weights(_ lines: [String]) throws -> [String: Tensor] {
      let trial = Trial()
      trial.run(lines: lines + ["fit epochs=10 batch=32 seed=3"])
      #expect(trial.outcome == .done, "\(trial.shown)")
      return try #require(trial.notebook.session.trained).state.weights
    }

    /// A batch without a finite loss ends the fit; what was learned before is kept.
    @Test("stop where the formula is not finite") func notFinite() {
      let trial = Trial()
      trial.run(lines: smallNumbers + ["loss own(y, p) = log(p - 1e6)"])
      #expect(trial.run("fit epochs=2") == .failed, "\(trial.shown)")
      #expect(trial.answers)
    }

    @Test("are completed, as their options and what stands in formulas are")
    func completed() {
      let trial = Trial()
      trial.run("loss tukey(y, p, c=4.7) = min((y - p)^2, c)")
      let notebook = trial.notebook
      for (typed, wanted) in [
        ("loss tuk", "tukey"), ("loss mse + 0.5 * tuk", "tukey"), ("score loss=tu", "tukey"),
        ("loss tukey(", "c="), ("loss f(y, p) = log_s", "log_softmax"), ("help tuk", "tukey"),
        ("loss f(y, p, alpha=1) = where(al", "alpha"), ("loss unc", "uncertainty"),
      ] {
        let found = notebook.interpreter.completions(typed, session: notebook.session)
        #expect(found.candidates.first?.text == wanted, "\(typed): \(found.candidates.prefix(3))")
      }
    }

    @Test("are undone with the session, which is a value") func value() throws {
      let trial = Trial()
      trial.run("loss own(y, p) = abs(y - p)")
      let before = trial.notebook.session
      trial.run("loss own(y, p) = (y - p)^2; loss other(y, p) = p")
      #expect(before.ownLosses.map(\.text) == ["own(y, p) = abs(y - p)"])
      #expect(trial.notebook.session.ownLosses.map(\.name) == ["own", "other"])
    }
  }

  @Suite("Formulas in files") struct OwnLossFiles {
    private func saved(_ loss: [String], _ path: String) -> Trial {
      let trial = Trial()
      trial.run(lines: smallClasses + loss + ["fit epochs=1", "save \"\(path)\""])
      #expect(trial.outcome == .done, "\(trial.shown)")
      return trial
    }

    @Test("come back with the weights") func roundTrip() {
      _ = saved(
        ["let k = 2", "loss own(y, p, c=0.5) = -k * c * sum(y * log_softmax(p))", "loss own(c=3)"],
        "own-loss.safetensors")
      let trial = Trial()
      trial.run(lines: ["open \"own-loss.safetensors\"", "loss", "help own"])
      #expect(trial.outcome == .done, "\(trial.shown)")
      #expect(trial.printed.contains("loss own(c=3)"), "\(trial.shown)")
      #expect(trial.printed.contains("own(y, p, c=0.5) = -2 * c * sum(y * log_softmax(p))"))
    }

    @Test("come back in sums") func sums() {
      _ = saved(
        [
          "loss a(y, p) = -sum(y * log_softmax(p))", "loss b(y, p) = (y - p)^2",
          "loss unused(y, p) = p", "loss cross_entropy + 0.3 * a + 2 * b",
        ], "sum-loss.safetensors")
      let trial = Trial()
      trial.run(lines: ["open \"sum-loss.safetensors\"", "loss"])
      #expect(trial.printed.contains("loss cross_entropy + 0.3 * a + 2 * b"), "\(trial.shown)")
      #expect(trial.notebook.session.ownLosses.map(\.name) == ["a", "b"])
    }

    @Test("do not replace a formula of the session") func conflict() {
      _ = saved(["loss own(y, p) = -sum(y * log_softmax(p))"], "clash.safetensors")
      let trial = Trial()
      trial.run("loss own(y, p) = (y - p)^2")
      let other = trial.notebook.session.ownLosses
      // Without a loss in force, as after a notebook that only defines.
      trial.run(lines: smallClasses.dropLast(2) + ["loss own"])
      trial.run("open \"clash.safetensors\"")
      #expect(trial.notebook.session.ownLosses.map(\.text) == other.map(\.text), "\(trial.shown)")
    }

    /// Whoever wrote the file, only a loss can come of its text.
    @Test(
      "are read as losses only",
      arguments: [
        ("own", ["own(y, p) = p; quit 3"]), ("own", ["own(y, p) = p; seed 3"]),
        ("own", ["own(y, p) = p\nseed 3"]), ("own; seed 3", ["own(y, p) = p"]),
        ("own\nload \"iris\"", ["own(y, p) = p"]), ("own", ["own(y, p) = p # note"]),
        ("own", ["own(y, p) = \"{quit}\""]), ("own", ["quit"]),
        ("own", ["own(y, p) = p\nquit 3"]), ("own", []), ("= 3", []),
        ("own -> own", ["own(y, p) = p"]),
        ("own", ["own(y, p) = abs(y)"]), ("mse", ["own(y, p) = q"]),
        ("own", Array(repeating: "own(y, p) = p", count: 1000)),
        ("own", ["own(y, p) = " + String(repeating: "(", count: 5000)]),
        ("own", ["own(y, p) = p" + String(repeating: " + p", count: 50_000)]),
      ])
    func hostile(_ text: String, _ formulas: [String]) {
      #expect(SavedLoss(parsing: text, formulas: formulas) == nil)
    }

    @Test("are sourced and shared") func sourced() throws {
      try Workspace.write(
        "shared.lossrepl",
        "loss first(y, p, c=1) = c * (y - p)^2\nloss second(y, p) =\\\n  abs(y - p)\n")
      let trial = Trial()
      trial.run("source \"shared.lossrepl\"; loss first(c=3) + second; loss")
      #expect(trial.printed == "loss first(c=3) + second", "\(trial.shown)")
    }
  }
}
