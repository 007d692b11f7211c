import Foundation
import Testing

@testable import Commands

extension AllTests {
  /// Whole sessions kept as scripts with what they must show in comments.
  ///
  /// `#= text` is a line printed, `#~ part` a line shown that holds the part, `#: text` a line said
  /// in passing, `#! part` an error that holds the part. What follows a statement's expectations is
  /// its own; `#...` lets any number of lines pass. With LOSSREPL_ACCEPT=1, `#?` becomes what is
  /// shown there.
  @Suite("Golden sessions") struct Sessions {
    static let files: [String] = {
      let folder = Repository.tests.appendingPathComponent("Sessions")
      let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      return (all ?? []).filter { $0.hasSuffix(".lossrepl") }.sorted()
    }()

    @Test("show what their comments say", arguments: files)
    func session(_ file: String) throws {
      let url = Repository.tests.appendingPathComponent("Sessions/\(file)")
      let text = try String(contentsOf: url, encoding: .utf8)
      let session = GoldenSession(text)
      if Repository.accepts, text.contains("#?") {
        try session.accepted(name: file).write(to: url, atomically: true, encoding: .utf8)
        return
      }
      let difference = session.firstDifference(name: file)
      #expect(difference == nil, "\(difference ?? "")")
    }

    @Test("are found") func found() { #expect(Self.files.count >= 15) }

    @Test("notice what differs")
    func notice() {
      #expect(GoldenSession("print 1\n#= 1\n").firstDifference(name: "x") == nil)
      #expect(GoldenSession("print 1\n#= 2\n").firstDifference(name: "x") != nil)
      #expect(GoldenSession("print 1\n").firstDifference(name: "x") != nil)
      #expect(GoldenSession("print 1\n#= 1\n#= 2\n").firstDifference(name: "x") != nil)
      #expect(GoldenSession("print zzz\n#! zzz\n").firstDifference(name: "x") == nil)
      #expect(GoldenSession("print 1\n#! zzz\n").firstDifference(name: "x") != nil)
    }
  }
}

/// A script cut into stretches of code, each with what it must show.
struct GoldenSession {
  /// What one line must be.
  enum Wanted {
    case printed(String)
    case part(String)
    case said(String)
    case error(String)
    case anything
    case open
  }

  struct Stretch {
    var line: Int
    var code: String
    var wanted: [Wanted] = []
  }

  private(set) var stretches: [Stretch] = []

  init(_ text: String) {
    var code: [String] = []
    var start = 1
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      guard let wanted = Self.wanted(line) else {
        if code.isEmpty { start = index + 1 }
        code.append(line)
        continue
      }
      if !code.isEmpty {
        stretches.append(Stretch(line: start, code: code.joined(separator: "\n")))
        code = []
      }
      if stretches.isEmpty { stretches.append(Stretch(line: 1, code: "")) }
      stretches[stretches.count - 1].wanted.append(wanted)
    }
    if code.contains(where: { !$0.isEmpty }) {
      stretches.append(Stretch(line: start, code: code.joined(separator: "\n")))
    }
  }

  private static func wanted(_ line: String) -> Wanted? {
    let text = line.drop { $0 == " " }
    if text == "#..." { return .anything }
    if text == "#?" { return .open }
    let rest = { String(text.dropFirst(2).drop { $0 == " " }) }
    if text.hasPrefix("#=") {
      return .printed(String(text.dropFirst(text.hasPrefix("#= ") ? 3 : 2)))
    }
    if text.hasPrefix("#~") { return .part(rest()) }
    if text.hasPrefix("#:") { return .said(rest()) }
    if text.hasPrefix("#!") { return .error(rest()) }
    return nil
  }

  /// The first place where what is shown is not what is wanted; nil if there is none.
  func firstDifference(name: String) -> String? {
    let trial = Trial()
    for stretch in stretches {
      trial.clear()
      trial.run(stretch.code, name: name)
      if let problem = Self.difference(stretch.wanted, trial.lines) {
        return "\(name), lines from \(stretch.line): \(problem)\nall of it:\n\(trial.shown)"
      }
    }
    return nil
  }

  /// The script with every `#?` filled in.
  func accepted(name: String) -> String {
    let trial = Trial()
    var text: [String] = []
    for stretch in stretches {
      trial.clear()
      trial.run(stretch.code, name: name)
      text.append(stretch.code)
      text += stretch.wanted.flatMap { wanted -> [String] in
        switch wanted {
        case .printed(let text): ["#= " + text]
        case .part(let text): ["#~ " + text]
        case .said(let text): ["#: " + text]
        case .error(let text): ["#! " + text]
        case .anything: ["#..."]
        case .open: trial.lines.map(Self.expectation)
        }
      }
    }
    return text.joined(separator: "\n") + "\n"
  }

  private static func expectation(_ line: Trial.Line) -> String {
    switch line {
    case .printed(let text): "#= " + text
    case .said(let text): "#: " + text
    case .error(let text): "#! " + (text.split(separator: "\n").first ?? "")
    }
  }

  private static func difference(_ wanted: [Wanted], _ lines: [Trial.Line]) -> String? {
    var rest = lines[...]
    var skips = false
    for want in wanted {
      if case .anything = want {
        skips = true
        continue
      }
      if skips { rest = rest.drop { !matches(want, $0) } }
      skips = false
      guard let line = rest.popFirst() else { return "wanted \(want), nothing more is shown" }
      guard matches(want, line) else { return "wanted \(want), found \(line)" }
    }
    if !skips, let line = rest.first { return "nothing wanted, found \(line)" }
    return nil
  }

  private static func matches(_ wanted: Wanted, _ line: Trial.Line) -> Bool {
    switch (wanted, line) {
    case (.printed(let text), .printed(let found)): trimmed(text) == trimmed(found)
    case (.part(let part), .printed(let found)): found.contains(part)
    case (.said(let part), .said(let found)): found.contains(part)
    case (.error(let part), .error(let found)): found.contains(part)
    case (.anything, _): true
    default: false
    }
  }

  /// The line without spaces at its end, which editors take away.
  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
