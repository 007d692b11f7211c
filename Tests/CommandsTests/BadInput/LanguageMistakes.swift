import Language
import Synchronization
import Testing

@testable import Commands

extension AllTests {
  @Suite("Bad input: the language") struct LanguageMistakes {
    @Test("grammar", arguments: Mistake.grammar) func grammar(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("names, options and values", arguments: Mistake.names) func names(_ mistake: Mistake) {
      mistake.check()
    }

    @Test("a sourced file with three mistakes names all three, each in its file")
    func sourced() {
      Mistake.files
      let trial = trial("source \"wrong.lossrepl\"")
      #expect(trial.outcome == .failed)
      let places = trial.diagnostics.compactMap { diagnostic in
        diagnostic.span.map { "\($0.source.name):\($0.position.line)" }
      }
      #expect(
        places == ["wrong.lossrepl:1", "wrong.lossrepl:2", "wrong.lossrepl:3"], "\(trial.shown)")
      #expect(trial.answers)
    }

    @Test("a file that sources itself ends in a sentence")
    func sourcesItself() {
      Mistake.files
      let trial = trial("source \"self.lossrepl\"")
      #expect(trial.outcome == .failed)
      #expect(trial.diagnostics.first?.message.contains("self.lossrepl") == true, "\(trial.shown)")
      #expect(trial.answers)
    }

    @Test(
      "depth ends in a sentence",
      arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "[", count: 5_000) + "1",
        String(repeating: "if true { ", count: 1_000),
        "print " + String(repeating: "1 + (", count: 20_000),
        "model " + String(repeating: "dense(3) -> ", count: 20_000) + "relu(",
        "def f(x) { f(x + 1) }; f(1)", "def f() { g() }; def g() { f() }; f()",
      ])
    func depth(_ text: String) {
      let trial = trial(text)
      #expect(trial.outcome == .failed || trial.outcome == .notUnderstood)
      #expect(trial.diagnostics.first.map { !$0.message.isEmpty && $0.span != nil } == true)
      #expect(trial.answers)
    }

    @Test("growth without end ends in a sentence")
    func growth() {
      let trial = trial("let t = \"x\"; while true { t = \"{t}{t}\" }")
      #expect(trial.outcome == .failed)
      #expect(trial.diagnostics.first?.message.contains("grew beyond") == true, "\(trial.shown)")
      #expect(trial.answers)
    }

    @Test("a loop without end stops when another thread raises the flag")
    func interrupted() async {
      let control = Interruption()
      let task = Task.detached {
        try? await Task.sleep(for: .milliseconds(100))
        control.request()
      }
      let trial = Trial(control: control)
      #expect(trial.run("let n = 0; while true { n = n + 1 }") == .interrupted)
      await task.value
      #expect(trial.answers)
    }

    @Test("a long fit stops when another thread raises the flag, and keeps its weights")
    func interruptedFit() async {
      let control = Interruption()
      let trial = Trial(control: control)
      trial.run(lines: smallClasses)
      let task = Task.detached {
        try? await Task.sleep(for: .milliseconds(300))
        control.request()
      }
      let outcome = trial.run("fit epochs=1000000000 name=\"long\"")
      await task.value
      #expect(outcome == .interrupted, "\(trial.shown)")
      #expect(trial.answers)
      trial.clear()
      trial.run("print long.reason; evaluate train")
      #expect(trial.printed.hasPrefix("interrupted\n"), "\(trial.shown)")
    }
  }
}

extension Mistake {
  static let grammar: [Mistake] = [
    Mistake("print 1 +", "unexpected end of the text", at: "1:10", mend: "a value", .notUnderstood),
    Mistake("let = 3", "cannot be a name", at: "1:1", .notUnderstood),
    Mistake("let load = 3", "load is a verb", at: "1:5", mend: "let my_load", .notUnderstood),
    Mistake(#"print "abc"#, "the text is not closed", at: "1:7", mend: "\"", .notUnderstood),
    Mistake("print (1 + 2", "the ( is not closed", at: "1:7", mend: ")", .notUnderstood),
    Mistake("print 1\nlet b = ]\n", "unexpected ]", at: "2:9", mend: "a value", .notUnderstood),
    Mistake("lod \"iris\"", "there is no verb lod", at: "1:1", mend: "load", .notUnderstood),
    Mistake("print 1; lod 2", "there is no verb lod", at: "1:10", mend: "load", .notUnderstood),
  ]

  static let names: [Mistake] = [
    Mistake("let rate = 1; print rat", "nothing is called rat", at: "1:21", mend: "rate"),
    Mistake("x = 3", "there is no variable x", at: "1:1", mend: "let x"),
    Mistake("load \"iris\" taget=species", "no option taget", at: "1:13", mend: "target="),
    Mistake("load irs", "expected a file path", at: "1:6", mend: "\"iris\""),
    Mistake("load flowers", "expected a file path", at: "1:6", mend: "\"flowers\""),
    Mistake("load", "load needs source", at: "1:1"),
    Mistake("load \"iris\" \"wine\"", "at most 1 argument", at: "1:13"),
    Mistake("load \"iris\" rows=2 rows=3", "rows twice", at: "1:20"),
    Mistake("loss cross_entrpy", "no loss cross_entrpy", at: "1:6", mend: "cross_entropy"),
    Mistake("loss huber(detla=1)", "no option detla", at: "1:12", mend: "delta"),
    Mistake("model dnse(3)", "no layer dnse", at: "1:7", mend: "dense"),
    Mistake("optimizer adm", "no optimizer adm", at: "1:11", mend: "adam"),
    Mistake("optimizer adam(lr=0)", "lr must be above 0", at: "1:11"),
    Mistake("add l2(-1)", "k must be at least 0", at: "1:5"),
    Mistake("help ft", "no help on ft", at: "1:6", mend: "help fit"),
    Mistake("help fit epoch", "no help on fit epoch", at: "1:10", mend: "epochs"),
    Mistake("quit 300", "from 0 to 255", at: "1:6"),
    Mistake("let x = [1, 2]; print x[5]", "from 0 to 1", at: "1:25"),
    Mistake("for x in 3 { }", "a list or a range", at: "1:10"),
    Mistake("if 3 { }", "true or false", at: "1:4"),
    Mistake("print text(1, 2, 3)", "1 to 2 arguments", at: "1:18"),
    Mistake("let r = 1; print r.x", "1 has no fields", at: "1:19"),
    Mistake("model dense(3) -> 5", "expected a layer, got 5", at: "1:19"),
    Mistake("print 1 + \"a\"", "needs two numbers", at: "1:7"),
    Mistake("let accuracy = 0.5; assert accuracy > 0.9 \"too low\"", "too low", at: "1:28"),
    Mistake("source \"nope.lossrepl\"", "no such file", at: "1:8"),
  ]
}
