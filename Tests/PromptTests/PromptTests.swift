import Foundation
import Testing

/// The prompt, through a pseudo-terminal as a person meets it.
@Suite struct PromptTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func start(_ arguments: [String] = [], columns: UInt16 = 100) throws -> Terminal {
    let terminal = try Terminal(arguments, home: home.path, columns: columns)
    try terminal.find("in[1]: ")
    return terminal
  }

  @Test func greetsAnswersAndLeaves() throws {
    let terminal = try Terminal(home: home.path)
    let greeting = try terminal.find("in[1]: ")
    #expect(greeting.contains("lossrepl 0."))
    #expect(greeting.contains("load \"iris\""))
    terminal.type("6 * 7\r")
    try terminal.find("\n42\n")
    try terminal.find("in[2]: ")
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func mistakesEndNothing() throws {
    let terminal = try start()
    terminal.type("print missing\r")
    try terminal.find("in[1]:1:7: ")
    try terminal.find("in[2]: ")
    terminal.type("print (1 + \r\r")
    try terminal.find("in[2]:1")
    try terminal.find("in[2]: ")
    terminal.type("quit 5\r")
    #expect(try terminal.exitStatus() == 5)
  }

  @Test func linesGoOnUntilTheEntryIsWhole() throws {
    let terminal = try start()
    terminal.type("for x in [1, 2] {\r")
    try terminal.find("  ...: ")
    terminal.type("print x * 10\r}\r")
    try terminal.find("\n10\n20\n")
    try terminal.find("in[2]: ")
    terminal.type("print [1,\r")
    try terminal.find("...: ")
    terminal.type("\u{3}")
    try terminal.find("^C")
    try terminal.find("in[2]: ")
    terminal.type("print 5\r")
    try terminal.find("\n5\n")
  }

  @Test func controlCClearsTheLine() throws {
    let terminal = try start()
    terminal.type("print 1111")
    try terminal.find("1111")
    terminal.type("\u{3}")
    try terminal.find("in[1]: ")
    terminal.type("print 3\r")
    try terminal.find("\n3\n")
  }

  @Test func historyOutlivesTheSession() throws {
    let first = try start()
    first.type("for x in [4] {\r")
    try first.find("...: ")
    first.type("print x * 111\r}\r")
    try first.find("\n444\n")
    try first.find("in[2]: ")
    first.type("\u{4}")
    #expect(try first.exitStatus() == 0)
    let file = home.path(".local/state/lossrepl/history")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let second = try start()
    second.type("\u{1B}[A\r")
    try second.find("\n444\n")
  }

  @Test func anUnwritableHomeDoesNotHurt() throws {
    let terminal = try Terminal(home: "/proc/none")
    try terminal.find("in[1]: ")
    terminal.type("print 2 + 3\r")
    try terminal.find("\n5\n")
    try terminal.find("in[2]: ")
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func tabCompletesVerbsOptionsColumnsAndFiles() throws {
    _ = try home.write("measurements.csv", "a,b\n1,2\n")
    let terminal = try start()
    terminal.type("evalu\t")
    try terminal.find("evaluate ")
    terminal.type("\u{15}load \"iris\"\r")
    try terminal.find("in[2]: ")
    terminal.type("select petal_w\t")
    try terminal.find("petal_width")
    terminal.type("\u{15}select sepal\t\t")
    try terminal.find("sepal_length")
    try terminal.find("sepal_width")
    terminal.type("\u{15}load \"ir\t")
    try terminal.find("load \"iris\"")
    terminal.type("\u{15}fit epo\t")
    try terminal.find("epochs=")
    terminal.type("\u{15}load \"\(home.path)/measu\t")
    try terminal.find("measurements.csv\"")
    terminal.type("\u{15}sp\t\t")
    try terminal.find("Part the rows")
  }

  @Test func controlCStopsAFitAndKeepsItsWeights() throws {
    let terminal = try start()
    let setting =
      #"load "iris"; scale standard; model dense(3); loss cross_entropy; optimizer adam"#
    terminal.type(setting + "\r")
    try terminal.find("in[2]: ")
    terminal.type("fit epochs=100000000 batch=10 name=\"long\"\r")
    try terminal.find("left")
    terminal.type("\u{3}")
    try terminal.find("interrupted")
    try terminal.find("in[3]: ")
    terminal.type("evaluate train\r")
    try terminal.find("accuracy")
    try terminal.find("in[4]: ")
    terminal.type("while true { print 77 }\r")
    try terminal.find("\n77\n77\n")
    terminal.type("\u{3}")
    try terminal.find("interrupted")
    try terminal.find("in[5]: ")
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test(arguments: [(20, "loss "), (34, "epoch "), (79, "loss ")] as [(UInt16, String)])
  func narrowWindowsKeepProgressOnOneLine(_ columns: UInt16, _ word: String) throws {
    let lines = """
      load "iris"; scale standard; model dense(3); loss cross_entropy; optimizer adam
      fit epochs=100000000 batch=10 name="a_rather_long_name"
      """
    let terminal = try Terminal(["-c", lines], home: home.path, columns: columns)
    try terminal.find(word)
    try terminal.find(word)
    terminal.type("\u{3}")
    #expect(try terminal.exitStatus() == 130)
    let text = String(decoding: terminal.shown, as: UTF8.self)
    let drawn = text.components(separatedBy: "\r").filter { $0.contains(word) }
    #expect(drawn.count >= 2)
    for line in drawn {
      let visible = line.components(separatedBy: "\u{1B}[K")[0]
      #expect(visible.count < Int(columns), "\(visible)")
    }
  }
}
