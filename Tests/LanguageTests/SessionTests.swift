import Foundation
import Language
import Testing

/// Sessions as they are typed: what is kept, what is undone, what is shown.
@Suite struct SessionTests {
  @Test func aFailingStatementLeavesTheSessionAsItWas() {
    let run = toyRun("let a = 1", "let b = 2; spoil; let c = 3", "print a b")
    #expect(run.session.columns.count == 3)
    #expect(run.session.scope.variables["c"] == nil)
    #expect(run.output == "1 2")
  }

  @Test func roundsDoneBeforeAnErrorAreKept() {
    let run = toyRun("for k in 1..3 { fit name=\"r{k}\"; if k == 2 { spoil } }")
    #expect(run.session.runs.keys.sorted() == ["r1", "r2"])
  }

  @Test func aScriptStopsAtTheFirstErrorAndThePromptGoesOn() {
    let run = toyRun("print 1\nprint nope\nprint 2", "print 3")
    #expect(run.output == "1\n3")
    #expect(run.diagnostics.count == 1)
  }

  @Test func nothingRunsWhereTheGrammarIsBroken() {
    let run = toyRun("print 1\nprint (")
    #expect(run.output == "")
    #expect(run.outcome == .notUnderstood)
  }

  @Test func valuesOfCellsAndOfTheLastStatement() {
    let run = toyRun("6 * 7", "_ + 1", "out[1] + out[-1]", "let r = fit epochs=4", "r.loss; _ * 16")
    #expect(run.output == "42\n43\n85\n0.25\n4")
    #expect(run.session.scope.cellCount == 5)
  }

  @Test func whatOnlyShowsSomethingLeavesTheLastValueAlone() {
    #expect(toyRun("42", "print 1", "_").output == "42\n1\n42")
  }

  @Test func namesThatComeLaterAreTold() {
    #expect(toyRun("test.loss").diagnostics.map(\.message) == ["nothing is called test yet"])
  }

  @Test func verbsGiveValues() {
    let run = toyRun(
      "let r = fit epochs=2 name=plain", "plain.validation.loss", "r == plain", "plain[\"loss\"]")
    #expect(run.output == "0.5\ntrue\n0.5")
  }

  @Test func functions() {
    let run = toyRun(
      "def power(x, n=2) { let r = 1; for k in 1..n { r = r * x }; r }",
      "print power(3) power(2, 10) power(n=3, x=2)",
      "def sign(x) { if x < 0 { return -1 } else if x == 0 { return 0 }; 1 }",
      "print sign(-5) sign(0) sign(5)",
      "def train(n) { fit epochs=n }", "train(4).loss",
      "def fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }", "fib(12)",
      "def nothing() { }", "print nothing()")
    #expect(run.errors == "")
    #expect(run.output == "9 1024 8\n-1 0 1\n0.25\n144\nnone")
    #expect(run.session.scope.variables["r"] == nil)
  }

  @Test func loops() {
    let run = toyRun(
      "let n = 0\nwhile true {\n  n = n + 1\n  if n % 2 == 0 { continue }\n  if n > 5 { break }\n  print n\n}",
      "for word in [\"a\", \"b\"] { print word }", "for k in 3..1 { print k }")
    #expect(run.output == "1\n3\n5\na\nb")
  }

  @Test func names() {
    let run = toyRun(
      "let species = \"petal_length\"", "select species", "let mine = \"species\"; let l = [mine]",
      "print _", "let layer = dense(4)", "model layer -> relu", "print _", "let relu = 3",
      "model relu",
      "print _", "let kind = \"roc\"; let x = plot kind; x", "loss tanh(0)")
    #expect(
      run.output == "[\"species\"]\ndense(4) -> relu\nrelu\nfigure screen\n\"roc to screen, 640\"")
    #expect(run.diagnostics.map(\.message) == ["loss: expected a loss or a sum of them, got 0"])
  }

  @Test func columnsGoBeforeVariables() {
    let run = toyRun("let species = \"petal_length\"", "select species")
    #expect(run.session.columns == ["species"])
  }

  @Test func formulasAreGivenUnevaluated() {
    let run = toyRun(
      "let r = filter petal_length + 1", "r", "let r2 = filter len(\"ab\") > 1", "r2")
    #expect(run.output == "13\ntrue")
  }

  @Test func declaredArgumentsOfTheCatalogueHaveNames() {
    let run = toyRun("let d = dense(32, bias=false)", "print d.units d.bias d")
    #expect(run.output == "32 false dense(32, bias=false)")
  }

  @Test func proseAndComments() {
    let run = toyRun("## # Title\n## text\n\n## more\n# not shown\nprint 1 ## not prose\n##\n")
    #expect(run.output == "## # Title\ntext\n## more\n1\n## ")
    #expect(run.session.scope.cellCount == 1)
  }

  @Test func statementsOfOneLineAreOneCell() {
    let run = toyRun("1; 2\n\n3")
    #expect(run.output == "1\n2\n3")
    #expect(run.session.scope.cellCount == 2)
    #expect(run.session.scope.outputs[1] == 2)
  }

  @Test func windowsLineEndsAndByteOrderMark() {
    let run = toyRun("\u{FEFF}## Prose\r\nprint 1\r\nif true {\r\n print 2 \\\r\n 3\r\n}\r\n")
    #expect(run.errors == "")
    #expect(run.output == "## Prose\n1\n2 3")
  }

  @Test func quitEndsTheRun() {
    let run = toyRun("print 1\nquit\nprint 2")
    #expect(run.outcome == .quit(status: 3))
    #expect(run.output == "1")
  }

  @Test func sourcedFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lossrepl-\(UUID())")
    let inner = folder.appendingPathComponent("inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try write("let base = 2\nsource \"inner/b.lossrepl\"\n", "a.lossrepl")
    try write("def twice(x) { base * x }\nprint \"b\"\n", "inner/b.lossrepl")
    try write("source \"cycle.lossrepl\"", "cycle.lossrepl")
    try write("print 1 +", "broken.lossrepl")
    try Data([0x70, 0xFF, 0xFE]).write(to: folder.appendingPathComponent("binary.lossrepl"))
    let path = folder.path
    let run = toyRun(
      "source \"\(path)/a.lossrepl\"\nprint twice(21)", "source \"\(path)/cycle.lossrepl\"",
      "source \"\(path)/broken.lossrepl\"", "source \"\(path)/binary.lossrepl\"",
      "source \"\(path)\"")
    #expect(run.output == "b\n42")
    #expect(
      run.diagnostics.map { $0.message.replacingOccurrences(of: path, with: "") } == [
        "/cycle.lossrepl sources itself", "unexpected end of the text",
        "/binary.lossrepl is not UTF-8 text", "cannot read : it is a directory",
      ])
    let source = SourceText(
      name: "toy", text: "source \"\(path)/a.lossrepl\"\nprint twice(base) nope")
    #expect(
      Interpreter(toyCommands).check(source, session: ToySession()).map(\.message)
        == ["nothing is called nope"])
  }

  @Test(arguments: LanguageForm.all.flatMap(\.examples) + Command<ToySession>.print.examples)
  func examplesInDeclarationsHold(_ example: Example) {
    let run = toyRun((example.setUp + [example.line]).joined(separator: "\n"))
    switch example.outcome {
    case .runs: #expect(run.errors == "")
    case .prints(let text): #expect(run.output == text)
    case .contains(let parts): #expect(parts.allSatisfy(run.output.contains))
    case .fails(let part): #expect(run.errors.contains(part))
    }
  }
}
