import Foundation
import Testing

/// Programs piped in, and output that goes elsewhere than to a terminal.
@Suite struct PipeTests {
  private static let program = """
    ## A heading

    let total = 0
    for x in [
      1, 2,

      3
    ] {
      total = total + x
    }
    if total > 100 {
      print "large"
    }
    else {
      print "small"
    }
    print total
    """

  @Test func pipedInputIsAScript() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("a.lossrepl", Self.program)
    let piped = try BuiltProgram.run([], input: Self.program)
    #expect(piped.output == "small\n6\n", "\(piped)")
    #expect(piped.output == (try BuiltProgram.run([script])).output)
    #expect(piped.status == 0 && piped.errors.isEmpty)
  }

  @Test func pipedMistakesHaveTheirPlaceAndEndTheProgram() throws {
    let result = try BuiltProgram.run([], input: "print 1\n\nprint missing\nprint 2\n")
    #expect(result.status == 1)
    #expect(result.output == "1\n")
    #expect(result.errors.hasPrefix("<stdin>:3:7: "), "\(result.errors)")
    let broken = try BuiltProgram.run([], input: "print 1\nprint (2")
    #expect(broken.status == 2)
    #expect(broken.output == "1\n")
  }

  @Test func everyStatementIsAnsweredBeforeTheNextIsRead() throws {
    let line = "(echo 'print 1'; sleep 0.2; echo 'print 2') | $LOSSREPL | cat"
    #expect(try BuiltProgram.shell(line).output == "1\n2\n")
  }

  @Test func aReaderThatLeavesEarlyIsNoTrouble() throws {
    let loop = "for i in 1..200000 { print i }"
    let result = try BuiltProgram.shell("$LOSSREPL -c '\(loop)' | head -1")
    #expect(result.output == "1\n")
    #expect(result.errors.isEmpty)
    let ignoring = try BuiltProgram.shell("trap '' PIPE; $LOSSREPL -c '\(loop)' | head -1")
    #expect(ignoring.output == "1\n")
    #expect(ignoring.errors.isEmpty)
  }

  @Test func closedAndFullOutputsAreNoCrash() throws {
    #expect(try BuiltProgram.shell("$LOSSREPL -c 'print 1' >&-").status == 0)
    #expect(try BuiltProgram.shell("$LOSSREPL -c 'print missing' 2>&-").status == 1)
    #expect(try BuiltProgram.shell("$LOSSREPL <&-").status == 0)
    let full = try BuiltProgram.shell("$LOSSREPL -c 'print 1' >/dev/full")
    #expect(full.status == 1)
    #expect(full.errors.contains("cannot write"))
  }

  @Test func filesSeeNoEscapesAndNoCarriageReturns() throws {
    let lines = """
      load "iris"
      model dense(3)
      loss cross_entropy
      optimizer adam
      fit epochs=300
      evaluate train
      print missing
      """
    let result = try BuiltProgram.run(["-c", lines], environment: ["TERM": "xterm"])
    for text in [result.output, result.errors] {
      #expect(!text.contains("\u{1B}") && !text.contains("\r"))
    }
    #expect(result.output.contains("300 epochs"))
  }

  @Test func interruptedScriptsSaySo() throws {
    let setting = #"load "iris"; model dense(3); loss cross_entropy; optimizer adam"#
    let folder = try TemporaryFolder()
    // A shell starts its background jobs with SIGINT ignored unless they are jobs under `set -m`.
    let line = """
      set -m; cd '\(folder.path)'
      timeout 60 $LOSSREPL -c '\(setting); print "ready"
      fit epochs=100000000 batch=10' > out & child=$!
      for i in $(seq 300); do grep -q ready out && break; sleep 0.1; done
      sleep 1; kill -INT $child; wait $child; echo status $?; cat out
      """
    let result = try BuiltProgram.shell(line)
    #expect(result.output.contains("interrupted"), "\(result)")
    #expect(result.output.contains("status 130"), "\(result)")
  }
}
