import Foundation
import Testing

@testable import Commands

extension AllTests {
  @Suite("The scripts in scripts/examples") struct Scripts {
    static let folder = Repository.root.appendingPathComponent("scripts/examples")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".lossrepl") }.sorted()

    @Test("run and hold to their asserts", arguments: names)
    func script(_ name: String) throws {
      let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
      #expect(text.contains("\nassert "), "\(name) asserts nothing")
      let trial = Trial()
      #expect(trial.run(text, name: name) == .done, "\(trial.shown)")
    }

    @Test("are the five") func five() { #expect(Self.names.count == 5) }

    @Test("fail when their assert is out of reach")
    func unreachable() throws {
      let file = Self.folder.appendingPathComponent("linear-regression.lossrepl")
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacingOccurrences(of: "r2 > 0.35", with: "r2 > 0.99")
      let trial = Trial()
      #expect(trial.run(text) == .failed)
      #expect(trial.diagnostics.first?.message.contains("R2 on unseen patients") == true)
    }
  }
}
