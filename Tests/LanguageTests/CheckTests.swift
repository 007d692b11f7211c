import Language
import Testing

/// Sources carry a marker "«n»" before each place at fault; the checker must report exactly these.
@Suite struct CheckTests {
  @Test(arguments: [
    ("let a = 1\nprint «1»b + a", ["nothing is called b"]),
    (
      "«1»laod \"x\"\nfit «2»epoch=3\nprint 1 +«3»\nlet ok = 2",
      [
        "there is no verb laod", "fit has no option epoch", "unexpected end of the line",
      ]
    ),
    (
      "fit epochs=«1»\"ten\" batch=«2»0",
      [
        "epochs: expected an integer of at least 1, got \"ten\"",
        "batch: expected an integer of at least 1, got 0",
      ]
    ),
    ("plot «1»confusin to \"a.png\"", ["kind: expected one of loss, confusion, roc, got confusin"]),
    (
      "model dense(«1»0) -> «2»relus -> dense(3, «3»units=2)",
      [
        "units: expected an integer of at least 1, got 0", "there is no layer relus",
        "dense is given units twice",
      ]
    ),
    ("fit name=\"plain\"\nprint plain.loss test.loss train.loss", []),
    ("for k in 1..3 { fit name=\"run{k}\" }\nprint run2.loss", []),
    ("fit name=bare\nprint bare.loss «1»bear", ["nothing is called bear"]),
    (
      "def f(a, b=1) { a + b + later }\nlet later = 2\nf(1)\n«1»f()\n«2»f(1, 2, 3)",
      [
        "f takes 1 to 2 arguments, got 0", "f takes 1 to 2 arguments, got 3",
      ]
    ),
    (
      "print «1»nope(3) «2»sqrt(1, 2)",
      ["there is no function nope", "sqrt takes 1 argument, got 2"]
    ),
    (
      "«1»break\nwhile true { break }\n«2»return 3",
      [
        "break stands outside of a loop", "return stands outside of a function",
      ]
    ),
    (
      "if «1»1 { print «2»x }",
      [
        "expected a condition that is true or false, got 1", "nothing is called x",
      ]
    ),
    (
      "let k = 2\nloss h(y, p, c=1) = k * square(y - p, c)\nloss h(c=3)\nloss mse + k * h(«1»d=2)",
      ["h has no option d"]
    ),
    (
      "def d(w) { if w > 1 { loss h(y, p) = w * y } }\nd(3)\nloss h\nloss mse + «1»g",
      ["there is no loss g"]
    ),
    ("loss h(y, p) = «1»y - q\nloss h\nloss «2»g", ["q is strange", "there is no loss g"]),
    (
      "loss h(y, p, c=«1»q) = y\nloss «2»mee + 3 * mse",
      ["nothing is called q", "there is no loss mee"]
    ),
    ("loss sqrt(2) * mse + 3 * cross_entropy(«1»smooth=1)", ["cross_entropy has no option smooth"]),
    ("«1»x = 3", ["there is no variable x to change"]),
    ("let s = «1»'a'\nprint s", ["texts stand in double quotes"]),
    ("select anything goes\nfilter petal_length > nothing", []),
    (
      "source «1»\"nowhere.lossrepl\"\nprint from_there",
      ["cannot read nowhere.lossrepl: there is no such file"]
    ),
    (
      "if true {\n  foo =«1»\n  fit «2»x=1\n}\nfit «3»y=1",
      [
        "unexpected end of the line", "fit has no option x", "fit has no option y",
      ]
    ),
    ("print «1»(1\nprint (2)\nfit «2»z=1", ["the ( is not closed", "fit has no option z"]),
    ("for x «1»on [1] {\n  fit «2»x=1\n}", ["unexpected on", "fit has no option x"]),
    ("#!/usr/bin/env lossrepl\n## Prose with (brackets and \"quotes\nprint 1", []),
    (
      "fit shuffle=«1»yes", ["shuffle: expected true or false, got yes, and nothing is called that"]
    ),
  ])
  func findings(_ marked: String, _ expected: [String]) {
    let (source, places) = unmarked(marked)
    let text = SourceText(name: "toy", text: source)
    let found = Interpreter(toyCommands).check(text, session: ToySession())
    #expect(found.map(\.message) == expected)
    #expect(found.map { $0.span?.start } == places.map(Optional.some))
  }

  /// Takes the markers out and gives their places in UTF-8 bytes.
  private func unmarked(_ marked: String) -> (String, [Int]) {
    var source = ""
    var places: [Int] = []
    var rest = marked[...]
    while let open = rest.firstIndex(of: "«"), let close = rest.firstIndex(of: "»") {
      source += rest[..<open]
      places.append(source.utf8.count)
      rest = rest[rest.index(after: close)...]
    }
    return (source + rest, places)
  }

  @Test func checkingRunsNothing() {
    let source = SourceText(name: "toy", text: "quit\nspoil\nlet t = 1\nwhile true { }")
    #expect(Interpreter(toyCommands).check(source, session: ToySession()).isEmpty)
  }
}
