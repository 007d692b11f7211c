import Foundation
import Testing

/// Command lines, exit statuses and streams: docs say which, scripts rely on them.
@Suite struct CommandLineTests {
  private static let commandLines: [([String], Int32)] = [
    (["-c", "print 1 + 1"], 0),
    (["-c", "print nothing_of_that_name"], 1),
    (["-c", "assert 1 > 2"], 1),
    (["-c", "print (1 +"], 2),
    (["-c", "quit 7"], 7),
    (["--version"], 0),
    (["--help"], 0),
    (["--jsn"], 2),
    (["--threads", "0", "-c", "print 1"], 2),
    (["--threads", "many", "-c", "print 1"], 2),
    (["run"], 2),
    (["check"], 2),
    (["/no/such/file.lossrepl"], 2),
    (["/"], 2),
  ]

  @Test(arguments: commandLines)
  func exitStatus(_ arguments: [String], _ expected: Int32) throws {
    let result = try BuiltProgram.run(arguments)
    #expect(result.status == expected, "\(arguments): \(result)")
    #expect(result.errors.isEmpty == (expected == 0 || expected == 7), "\(result)")
  }

  @Test func aMistakeInTheCommandLineIsOneSentence() throws {
    let result = try BuiltProgram.run(["--jsn"])
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains("--jsn"))
  }

  @Test func resultsAndDiagnosticsKeepToTheirStreams() throws {
    let result = try BuiltProgram.run(["-c", "print 6 * 7\nprint missing"])
    #expect(result.output == "42\n")
    #expect(result.errors.hasPrefix("-c:2:7: "))
    #expect(result.errors.contains("^^^^^^^"))
  }

  @Test func aScriptReadsItsArguments() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      "a.lossrepl", "#!/usr/bin/env lossrepl\nprint arguments[0]\nprint arguments[1]\n")
    for words in [
      [script], ["run", script], ["run", "--quiet", script], ["--seed", "3", script],
    ] {
      let result = try BuiltProgram.run(words + ["one", "--help"])
      #expect(result.output == "one\n--help\n", "\(result)")
      #expect(result.status == 0)
    }
  }

  @Test func checkReportsSeveralMistakesAndRunsNothing() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      "bad.lossrepl", "print (1 +\nlod \"iris\"\nfit epoch=3\nprint 1 *\n")
    let result = try BuiltProgram.run(["check", script])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    let places = result.errors.split(separator: "\n").filter { $0.hasPrefix(script + ":") }
    #expect(places.count >= 2, "\(result.errors)")
    let good = try folder.write("good.lossrepl", "print 1\n")
    #expect(try BuiltProgram.run(["check", good]).status == 0)
  }

  @Test func binaryInputIsRefused() throws {
    let folder = try TemporaryFolder()
    let bytes = Data([0x7F, 0x45, 0x4C, 0x46, 0, 0xFF, 0xFE, 0x0A])
    try bytes.write(to: URL(fileURLWithPath: folder.path("binary")))
    #expect(try BuiltProgram.run([folder.path("binary")]).status == 2)
    #expect(try BuiltProgram.run([], input: bytes).status == 2)
  }

  @Test func everyLineOfJSONParses() throws {
    let lines = """
      ## Prose with "quotes" and a tab\t.
      load "iris"
      split train=0.8 validation=0.2 seed=1
      model dense(3)
      loss cross_entropy
      optimizer adam(lr=0.01)
      fit epochs=2
      evaluate validation
      print nothing_there
      """
    let result = try BuiltProgram.run(["--json", "-c", lines])
    #expect(result.status == 1)
    var events: [String] = []
    for line in result.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      events.append(try #require(object?["event"] as? String))
      #expect(object?["cell"] is Int)
      if events.last == "epoch" {
        for field in ["run", "epoch", "loss", "penalty", "validation_loss", "seconds", "metrics"] {
          #expect(object?[field] != nil, "\(field) in \(line)")
        }
      }
      if events.last == "error" {
        #expect(object?["line"] as? Int == 9)
        #expect(object?["file"] as? String == "-c")
      }
    }
    #expect(events.filter { $0 == "epoch" }.count == 2)
    #expect(events.contains("fit") && events.contains("evaluate") && events.last == "error")
  }
}
