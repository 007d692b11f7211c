import Language
import Testing

/// Whatever is typed ends in an error and never in a crash.
@Suite struct LimitTests {
  @Test(arguments: [
    String(repeating: "(", count: 5_000), String(repeating: "[", count: 5_000),
    "print " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
    String(repeating: "if true {", count: 5_000), String(repeating: "for x in [", count: 5_000),
    String(repeating: "\"{", count: 5_000), String(repeating: "def f(a=", count: 3_000),
    String(repeating: "time ", count: 5_000), String(repeating: "}", count: 5_000),
    "print " + String(repeating: "f(", count: 5_000), "x" + String(repeating: "[0", count: 9_000),
    String(repeating: "while (", count: 3_000) + String(repeating: "{", count: 3_000),
  ])
  func deepNestingIsAnError(_ source: String) {
    let run = toyRun(source)
    #expect(run.outcome == .notUnderstood)
    #expect(!run.diagnostics.isEmpty)
    #expect(
      Interpreter(toyCommands).check(SourceText(name: "toy", text: source), session: ToySession())
        .count > 0)
  }

  @Test(arguments: [
    "1" + String(repeating: " + 1", count: 20_000), "x" + String(repeating: ".y", count: 20_000),
    String(repeating: "-", count: 20_000) + "1", String(repeating: "not ", count: 20_001) + "true",
    "2" + String(repeating: " ^ 1", count: 20_000), "1" + String(repeating: " -> 1", count: 20_000),
    "true" + String(repeating: " and true", count: 20_000),
    "if false { 1 }" + String(repeating: " else if false { 1 }", count: 20_000),
    "x" + String(repeating: "[0]", count: 20_000), "x" + String(repeating: "()", count: 20_000),
  ])
  func longChainsNeedNoStack(_ source: String) {
    let run = toyRun(source)
    #expect(run.outcome == .done || run.outcome == .failed)
  }

  @Test func tooDeepIsToldOnce() {
    let run = toyRun("print nope\n" + String(repeating: "if true {", count: 1_000))
    #expect(run.diagnostics.map(\.message) == ["nested too deeply: at most 200 levels"])
  }

  @Test func countlessMistakesAreCounted() {
    let run = toyRun(String(repeating: "(\n", count: 200))
    #expect(run.diagnostics.count == 51)
    #expect(run.errors.hasSuffix("\nand 150 more mistakes"))
  }

  @Test func nestingUpToTheLimitWorks() {
    let depth = 190
    let run = toyRun(
      "print " + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth),
      String(repeating: "if true { ", count: depth) + "print 2"
        + String(repeating: " }", count: depth))
    #expect(run.errors == "")
    #expect(run.output == "1\n2")
  }

  @Test func recursionWithoutEndIsAnError() {
    let run = toyRun("def f(n) { f(n + 1) }\nf(1)")
    #expect(run.outcome == .failed)
    #expect(
      run.diagnostics.first?.message == "functions call one another too deeply: at most 200 levels")
    #expect(run.diagnostics.first?.notes.count == 3)
  }

  /// 200 calls, each inside 100 brackets and 50 blocks, need more stack than there is.
  @Test func deepRecursionThroughDeepBlocksIsAnError() {
    let open = String(repeating: "if true { ", count: 90) + String(repeating: "(", count: 90)
    let close = String(repeating: ")", count: 90) + String(repeating: " }", count: 90)
    let run = toyRun("def f(n) { \(open)f(n + 1)\(close) }", "f(1)")
    #expect(run.outcome == .failed)
    #expect(run.diagnostics.first?.message.contains("too deeply") == true)
  }

  @Test func loopWithoutEndStopsForCtrlC() {
    let control = Interruption()
    control.request()
    let run = toyRun("while true { }", control: control)
    #expect(run.outcome == .interrupted)
    #expect(run.errors == "")
  }

  @Test func loopWithoutEndStopsAtTheLimit() {
    var limits = Limits()
    limits.rounds = 1_000
    #expect(
      toyRun("while true { }", limits: limits).diagnostics.first?.message
        == "the loop went on for more than 1000 rounds")
    #expect(toyRun("for x in 1..9007199254740992 { }", limits: limits).outcome == .failed)
  }

  @Test(arguments: [
    "let t = \"x\"; while true { t = t + t }", "let l = [1]; while true { l = l + l }",
    "let l = []; while true { l = [l] }", "let l = []; while true { l = [l, l, l] }",
    "let l = []; while true { l = l + [l] }", "list(1..100000000)", "sum(1..1000000000000)",
    "let t = \"x\"; while true { t = \"{t}{t}\" }",
    "join(list(1..200000), \"{join(list(1..40))}\")",
  ])
  func growthWithoutEndIsAnError(_ source: String) {
    var limits = Limits()
    limits.listCount = 20_000
    limits.textBytes = 1 << 20
    #expect(toyRun(source, limits: limits).outcome == .failed, "\(source)")
  }

  @Test(arguments: [
    "[1][1e300]", "[1][nan]", "[1][infinity]", "1..1e300", "1..nan", "out[1e300]", "\"a\"[1e18]",
    "round(1.5, 1e300)", "text(1, -1)", "text(1, 1e9)", "(1..3)[1e15]", "fit epochs=1e300",
    "fit epochs=nan", "fit tolerance=nan", "dense(1e300)", "dropout(nan)", "[1][0.5]", "min([])",
  ])
  func numbersThatAreNoIntegersAreErrors(_ source: String) {
    #expect(toyRun(source).outcome == .failed, "\(source)")
  }

  @Test(arguments: [
    "round(1e308, 300)", "round(-1e-300, -300)", "1e300 ^ 1e300", "5 % 0", "infinity % 3",
  ])
  func numbersAtTheEdgeAreNumbers(_ source: String) {
    #expect(toyRun(source).outcome == .done, "\(source)")
  }
}
