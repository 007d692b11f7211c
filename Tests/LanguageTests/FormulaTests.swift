import Language
import Testing

/// What a verb gets of `name(a, b, c=1) = formula`.
@Suite struct FormulaTests {
  private func definition(_ lines: String...) throws -> FormulaDefinition {
    let run = toyRun(lines.joined(separator: "\n"))
    #expect(run.errors.isEmpty, "\(run.errors)")
    return try #require(run.session.formulas["h"])
  }

  @Test func headAndDefaults() throws {
    let h = try definition("let k = 3", "loss h(y, p, c=4.7, scale=k * 2) = scale * c * (y - p)")
    #expect(h.parameters.map(\.name.text) == ["y", "p", "c", "scale"])
    #expect(h.parameters.map(\.defaultValue) == [nil, nil, 4.7, 6])
    #expect(h.name.span.text == "h")
    #expect(h.captured.isEmpty)
  }

  /// Variables are the formula's by value, whatever becomes of them; functions are told too.
  @Test func capturesVariables() throws {
    let h = try definition(
      "let k = 3", "def twice(x) { 2 * x }", "loss h(y, p) = twice(y) * k + other", "k = 4")
    #expect(h.captured["k"] == 3)
    #expect(h.captured["twice"]?.kindName == "a function")
    #expect(h.captured["other"] == nil)
  }

  @Test func walksTheFormula() throws {
    let h = try definition(
      "loss h(y, p) = where(not y < 1 or p == 2 and y != p, -y^2^-p, y % 3 / p)")
    guard case .call(let name, let arguments) = h.formula.kind else {
      Issue.record("no call: \(h.formula)")
      return
    }
    #expect(name.text == "where" && arguments.count == 3)
    #expect(arguments.map(\.value.span.text)[1] == "-y^2^-p")
    #expect(shape(h.formula) == "where(or(not(<), and(==, !=)), -(^), %/)")
    #expect(h.formula.count == 22)
  }

  /// The operators of a formula without what they stand between.
  private func shape(_ formula: Formula) -> String {
    func inside(_ parts: [Formula]) -> String { parts.map(shape).joined(separator: ", ") }
    switch formula.kind {
    case .number, .truth, .name: return "."
    case .negation(let a): return "-(\(shape(a)))"
    case .arithmetic(_, let steps): return steps.map(\.operation.rawValue).joined()
    case .power: return "^"
    case .comparison(let comparison, _, _): return comparison.rawValue
    case .not(let a): return "not(\(shape(a)))"
    case .and(let parts): return "and(\(inside(parts)))"
    case .or(let parts): return "or(\(inside(parts)))"
    case .call(let name, let arguments):
      return "\(name.text)(\(inside(arguments.map(\.value))))"
    case .other(let what): return what
    }
  }

  @Test(arguments: [
    ("\"a\"", "a text"), ("[1]", "a list"), ("1..2", "a range"), ("none", "none"),
    ("y.x", "a field"), ("y[0]", "an element of a list"), ("y -> p", "a chain of layers"),
    ("y(1)(2)", "a call of something that has no name"),
  ])
  func whatIsNoFormula(_ text: String, _ expected: String) throws {
    let h = try definition("loss h(y, p) = \(text)")
    guard case .other(let found) = h.formula.kind else {
      Issue.record("\(h.formula)")
      return
    }
    #expect(found == expected)
  }

  /// Over several lines inside brackets, in a block, in a function, behind let, and as a cell's value.
  @Test(arguments: [
    "loss h(y, p, c=1) = max(\n  y,\n  p)", "if true { loss h(y, p) = y }",
    "def f() { loss h(y, p) = y - 1 }; f()", "let f = loss h(y, p) = y; print kind(f)",
    "loss h(y, p) = y \\\n  - p", "time loss h(y,p)=y", "loss h (y, p) = y",
  ])
  func standsWhereACommandDoes(_ text: String) throws { _ = try definition(text) }

  /// A formula is no function of the language.
  @Test func cannotBeCalled() {
    #expect(toyRun("let f = loss h(y, p) = y\nf(1, 2)").errors.contains("cannot be called"))
  }

  @Test(arguments: [
    ("loss mse", "mse"), ("loss 1 * mse", "mse"), ("loss mse + mse", "mse + mse"),
    (
      "loss 2 * (mse + cross_entropy(label_smoothing=0.1)) / 4",
      "0.5 * mse + 0.5 * cross_entropy(label_smoothing=0.1)"
    ),
    ("let l = 0.5\nloss l * mse * 3 + mse", "1.5 * mse + mse"),
    (
      "let l = cross_entropy(label_smoothing=0.1)\nloss mse + l",
      "mse + cross_entropy(label_smoothing=0.1)"
    ),
    ("let s = loss mse + 2 * mse\nloss 2 * s", "2 * mse + 4 * mse"),
  ])
  func sumsPrintAsTyped(_ text: String, _ expected: String) {
    let run = toyRun("let r = none\n" + text + "\nprint _")
    #expect(run.output == expected, "\(run.errors)")
  }
}
