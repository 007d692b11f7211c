import Language
import Testing

@Suite struct CompletionTests {
  /// The cursor is at the end; the first candidates must be these.
  @Test(arguments: [
    ("fi", ["fit", "filter", "fields"]), ("fit ep", ["epochs="]), ("fit epochs=3 sh", ["shuffle="]),
    ("fit shuffle=", ["true", "false"]), ("fit shuffle=t", ["true"]),
    ("select spe", ["species"]), ("select \"sepal", ["sepal width"]),
    ("select sep", []), ("plot ", ["loss", "confusion", "roc", "to"]),
    ("plot roc ", ["to", "width="]),
    ("plot roc to \"fi", ["fig.png", "final/"]), ("load \"fi", ["fig.csv", "final/"]),
    ("model de", ["dense"]), ("model dense(3) -> re", ["relu"]),
    ("model dense(", ["units=", "bias="]),
    ("model dense(3, bi", ["bias="]), ("model dense(3, bias=", ["true", "false"]),
    ("loss cross_entropy(from=p", ["probabilities"]), ("loss mse + cr", ["cross_entropy"]),
    ("loss 0.5 * m", ["mse"]), ("loss h(y, p, c=1) = sq", ["square"]),
    ("loss h(y, p, scale=1) = square(", ["y", "p", "scale", "square", "r", "rate"]),
    ("loss h(y, p, scale=1) = sc", ["scale"]), ("fit metrics=[acc", ["accuracy"]),
    ("let r = fi", ["fit", "filter", "fields"]), ("let r = fit ep", ["epochs="]),
    ("r.va", ["validation"]), ("print r.validation.", ["loss"]), ("print ra", ["rate"]),
    ("for k in 1..3 { fit ep", ["epochs="]), ("print \"{ra", ["rate"]), ("whi", ["while"]),
    ("print 1; fit ba", ["batch="]), ("fit epochs=3 ep", []),
    ("source \"fi", ["fig.lossrepl", "final/"]),
    ("time fit ep", ["epochs="]), ("EPO", []), ("fit EPO", ["epochs="]), ("dense(3, b", ["bias="]),
  ])
  func candidates(_ typed: String, _ expected: [String]) {
    var session = ToySession()
    let interpreter = Interpreter(toyCommands)
    let setUp = SourceText(name: "", text: "let rate = 1; let r = fit epochs=2")
    _ = interpreter.run(setUp, session: &session) { _ in }
    let found = interpreter.completions(typed, session: session) { _, extensions in
      ["fig." + (extensions.first ?? ""), "final/", "other"]
    }
    #expect(Array(found.candidates.map(\.text).prefix(max(1, expected.count))) == expected)
  }

  @Test func whatIsReplaced() {
    let found = Interpreter(toyCommands).completions("plot roc to \"a/中", session: ToySession()) {
      prefix, _ in [prefix + "文.png"]
    }
    #expect(found.start == 13)
    #expect(found.candidates == [Completion("a/中文.png", "", .file)])
  }

  @Test(arguments: [
    ("print 1", true), ("print (1", false), ("model dense(3) ->", false), ("print 1 \\", false),
    ("if true {", false), ("if true { print 1 }", true), ("print [1,\n2]", true),
    ("print \"a", true),
    ("print \"(\"", true), ("# (", true), ("## (", true), ("", true),
    ("if true {\nprint (1\n}", false),
    ("}", true), ("print \"{(\"", true), ("def f(a,", false),
  ])
  func completeness(_ text: String, _ expected: Bool) {
    #expect(Interpreter(toyCommands).isComplete(text) == expected, "\(text)")
  }
}
