import Foundation
import Language
import Learning
import Testing

@testable import Commands

extension AllTests {
  @Suite("Manual") struct ManualTests {
    @Test("docs/LANGUAGE.md is what the declarations say (LOSSREPL_ACCEPT=1 writes it)")
    func committed() throws {
      let file = Repository.root.appendingPathComponent("docs/LANGUAGE.md")
      if Repository.accepts { try Manual.text.write(to: file, atomically: true, encoding: .utf8) }
      let committed = try String(contentsOf: file, encoding: .utf8)
      let pairs = zip(
        committed.components(separatedBy: "\n"), Manual.text.components(separatedBy: "\n"))
      let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
      #expect(
        committed == Manual.text,
        """
        first difference in line \((first?.offset ?? 0) + 1): \(first?.element.0 ?? "")
        should be: \(first?.element.1 ?? "")
        """)
    }

    @Test("names everything there is")
    func complete() {
      for verb in allCommands {
        #expect(Manual.text.contains("\n#### \(verb.name)\n"), "\(verb.name)")
      }
      for thing in Catalogue.all {
        #expect(Manual.text.contains("\n#### \(thing.name)\n"), "\(thing.name)")
      }
      for function in BuiltInFunction.all { #expect(Manual.text.contains("`\(function.usage)`")) }
    }

    @Test("lists the fields the JSON objects have")
    func fields() throws {
      let trial = trial(
        """
        ## Prose
        load "iris"
        split train=0.6 validation=0.2 test=0.2 seed=1
        scale standard; model dense(3); loss cross_entropy; optimizer adam
        seed 1
        fit epochs=1
        fit epochs=1
        check data
        plan
        time evaluate test
        evaluate test
        1 + 1
        plot loss to "fields.svg"
        report "fields.pdf"
        nonsense(
        """.replacingOccurrences(of: "nonsense(", with: "print nonsense"))
      var renderer = JSONRenderer()
      var seen: Set<String> = []
      for line in trial.events.compactMap({ renderer.line(for: $0) }) {
        let object = try #require(
          JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        let event = try #require(object["event"] as? String)
        let wanted = try #require(Manual.eventFields.first { $0.event == event }, "\(event)")
        #expect(Set(object.keys) == Set(wanted.fields + ["event", "cell"]), "\(line)")
        seen.insert(event)
      }
      #expect(seen == Set(Manual.eventFields.map(\.event)).subtracting(["warning"]))
    }
  }
}
