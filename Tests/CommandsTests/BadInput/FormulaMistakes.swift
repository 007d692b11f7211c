import Language
import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: formulas and sums") struct FormulaMistakes {
    @Test("heads", arguments: Mistake.heads) func head(_ mistake: Mistake) { mistake.check() }

    @Test("formulas", arguments: Mistake.formulas) func formula(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("sums", arguments: Mistake.sums) func sum(_ mistake: Mistake) { mistake.check() }

    @Test("formulas are found without running", arguments: Mistake.formulas.filter(\.setUp.isEmpty))
    func checked(_ mistake: Mistake) {
      let trial = Trial()
      let notebook = trial.notebook
      let found = notebook.interpreter.check(
        SourceText(name: "trial", text: mistake.text), session: notebook.session)
      #expect(found.contains { $0.message.contains(mistake.message) }, "\(mistake.text): \(found)")
    }
  }
}

extension Mistake {
  static let heads: [Mistake] = [
    Mistake("loss mse(y, p) = p", "mse is a loss of lossrepl", at: "1:6", mend: "my_mse"),
    Mistake("loss uncertainty(y, p) = p", "uncertainty is a loss of lossrepl", at: "1:6"),
    Mistake("loss fit(y, p) = p", "fit is a verb", at: "1:6", mend: "my_fit", .notUnderstood),
    Mistake("loss f() = 1", "none is named", at: "1:6", mend: "loss name(y, p)"),
    Mistake("loss f(y) = y", "only one is named", at: "1:6", mend: "loss name(y, p)"),
    Mistake("loss f(p, y) = y - p", "targets come first", at: "1:8", mend: "loss name(y, p)"),
    Mistake("loss f(y=1, p=2) = p", "y stands for data", at: "1:8"),
    Mistake("loss f(y, p, c) = c * p", "c needs a default", at: "1:14", mend: "c=1"),
    Mistake("loss f(y, p, c=\"a\") = p", "must be a finite number, got \"a\"", at: "1:16"),
    Mistake("loss f(y, p, c=infinity) = p", "must be a finite number", at: "1:16"),
    Mistake("loss f(y, p, c=[1]) = p", "must be a finite number, got [1]", at: "1:16"),
    Mistake("loss f(y, p, class_weights=1) = p", "means the same in every loss", at: "1:14"),
    Mistake("loss f(y, y) = y", "stands here twice", at: "1:11", .notUnderstood),
    Mistake("loss f = y - p", "loss has no option f", at: "1:6", mend: "name(y, p) = formula"),
    Mistake(
      "loss f(y, p) = 1 if p > 0 else 2", "if begins a statement", at: "1:18", mend: "where(",
      .notUnderstood),
    Mistake(
      "loss f(y, p) = if p > 0 { p }", "if begins a statement", at: "1:16", mend: "where(",
      .notUnderstood),
    Mistake("loss f(y, p) = (y - p)**2", "** means nothing", at: "1:23", mend: "^", .notUnderstood),
    Mistake("loss f(y, p) =", "unexpected end", at: "1:15", mend: "a formula", .notUnderstood),
    Mistake("loss f(y, p) = p +", "unexpected end", at: "1:19", .notUnderstood),
    Mistake("loss f(y, p) = (p", "the ( is not closed", at: "1:16", .notUnderstood),
    Mistake("loss f(y, 2) = p", "unexpected number", at: "1:11", .notUnderstood),
    Mistake("loss f(y, p) = p extra", "takes at most 1 argument", at: "1:18"),
  ]

  static let formulas: [Mistake] = [
    Mistake("loss f(y, p) = lgo(p)", "no function lgo", at: "1:16", mend: "log"),
    Mistake("loss f(y, p) = zzzz(p)", "no function zzzz", at: "1:16", mend: "help formulas"),
    Mistake("loss f(y, p) = abs(y - q)", "nothing is called q", at: "1:24", mend: "y, p, pi"),
    Mistake(
      "loss f(y, p, alpha=1) = alhpa * p", "nothing is called alhpa", at: "1:25", mend: "alpha"),
    Mistake("loss f(y, p) = clamp(p, 1)", "clamp(x, low, high) is given 2", at: "1:16"),
    Mistake("loss f(y, p) = p + abs()", "abs(x) is given 0 arguments", at: "1:20"),
    Mistake("loss f(y, p) = min()", "is given 0 arguments", at: "1:16"),
    Mistake("loss f(y, p) = max(x=p)", "without names, got x=", at: "1:20"),
    Mistake(
      "loss f(y, p) = mean(p, axis=1)", "without names, got axis=", at: "1:24", mend: "mean(x)"),
    Mistake(
      "loss f(y, p) = 2 * torch.abs(y - p)", "a call through a dot", at: "1:20", mend: "abs(x)"),
    Mistake("loss f(y, p) = (y - p).abs()", "a call through a dot", at: "1:16", mend: "abs(x)"),
    Mistake("loss f(y, p) = log", "log is a function", at: "1:16", mend: "log(x)"),
    Mistake("loss f(y, p) = abs(y)", "does not depend on p", at: "1:16"),
    Mistake("loss f(y, p) = 3", "nothing to learn", at: "1:16"),
    Mistake("loss f(y, p) = p > y", "flat everywhere", at: "1:16", mend: "where"),
    Mistake("loss f(y, p) = \"a\" * p", "a text cannot stand in a formula", at: "1:16"),
    Mistake("loss f(y, p) = p + [1, 2]", "a list cannot stand in a formula", at: "1:20"),
    Mistake("loss f(y, p) = p * run.loss", "a field cannot stand", at: "1:20"),
    Mistake("loss f(y, p) = p -> y", "a chain of layers cannot stand", at: "1:16"),
    Mistake("loss f(y, p) = f(y, p)", "part of its own formula", at: "1:16"),
    Mistake("loss f(y, p) = mse(y, p)", "mse is a loss", at: "1:16", mend: "loss mse + 0.5 * mae"),
    Mistake(
      "loss f(y, p) = sum(sum(p))", "one number per row already", at: "1:20", mend: "leave it out"),
    Mistake("loss f(y, p) = sqrt(mean(sum(p)))", "one number per row already", at: "1:26"),
    Mistake("loss f(y, p) = softmax(mean(p))", "one number per row already", at: "1:24"),
    Mistake("loss f(y, p) = p + max(3)", "3 is a single number", at: "1:24"),
    Mistake("loss f(y, p) = where(p, 1, p)", "where needs a condition", at: "1:22"),
    Mistake("loss f(y, p) = where(p > 0, 1)", "where(condition, a, b) is given 2", at: "1:16"),
    Mistake("loss f(y, p) = p * (y and p)", "and needs a condition", at: "1:21"),
    Mistake("loss f(y, p) = where(not p, 1, p)", "not needs a condition", at: "1:26"),
    Mistake(
      "loss f(y, p) = (y < p < 2) * p", "comparisons do not chain", at: "1:23", .notUnderstood),
    Mistake(
      "loss f(y, p) = k * p", "k is a text", at: "1:16", mend: "let k = 1", after: ["let k = \"a\""]
    ),
    Mistake(
      "loss f(y, p) = g(p)", "g is a function written with def", at: "1:16",
      after: ["def g(x) { x }"]),
    Mistake(
      "loss f(y, p) = g(y, p)", "g is a loss", at: "1:16", after: ["loss g(y, p) = p"]),
    Mistake(
      "loss f(y, p) = p" + String(repeating: " + p", count: 2000), "more than 1000 parts",
      at: "1:16"),
  ]

  static let sums: [Mistake] = [
    Mistake("loss mse - mae", "cannot be subtracted", at: "1:6", mend: "loss a + 0.3 * b"),
    Mistake("loss mse + -mae", "cannot be subtracted", at: "1:12"),
    Mistake("loss 0 * mse + mae", "must be above 0, got 0", at: "1:6"),
    Mistake("loss mse / 0", "must be above 0, got infinity", at: "1:6"),
    Mistake("loss nan * mse", "must be above 0, got nan", at: "1:6"),
    Mistake("loss mse * mae", "* means nothing here", at: "1:6"),
    Mistake("loss 2 / mse", "/ means nothing here", at: "1:6"),
    Mistake("loss mse + 1", "+ means nothing here", at: "1:6"),
    Mistake("loss mse + mee", "no loss mee", at: "1:12", mend: "mse"),
    Mistake("loss mse + huber(delta=0)", "above 0", at: "1:12"),
    Mistake("loss mse + huber(dleta=1)", "no option dleta", at: "1:18", mend: "delta="),
    Mistake("loss mse + relu", "no loss relu", at: "1:12"),
    Mistake("loss mse + cross_entropy", "their targets are numbers", at: "1:6"),
    Mistake("loss 2", "expected a loss", at: "1:6"),
    Mistake("loss uncertainty()", "uncertainty needs losses", at: "1:6"),
    Mistake("loss uncertainty(mse, mee)", "no loss mee", at: "1:23"),
    Mistake("loss uncertainty(mse, 2)", "expected a loss, got 2", at: "1:23"),
    Mistake("loss uncertainty(mse, huber(delta=-1))", "above 0", at: "1:23"),
  ]
}
