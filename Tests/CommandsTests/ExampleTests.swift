import Language
import Testing

@testable import Commands

extension Command: CustomTestStringConvertible where Session == Commands.Session {
  /// The verb's name.
  public var testDescription: String { name }
}

extension AllTests {
  @Suite("Examples of the declarations do what they say") struct Examples {
    @Test("of every verb", arguments: allCommands)
    func verb(_ verb: Verb) {
      #expect(!verb.examples.isEmpty, "\(verb.name) shows no example")
      for example in verb.examples { check(example, of: verb.name) }
    }

    @Test("of every form of the language", arguments: LanguageForm.all.map(\.name))
    func form(_ name: String) {
      for form in LanguageForm.all where form.name == name {
        for example in form.examples { check(example, of: name) }
      }
    }

    private func check(_ example: Example, of verb: String) {
      let trial = Trial()
      trial.run(lines: example.setUp)
      guard trial.outcome == .done else {
        Issue.record("\(verb): the lines before `\(example.line)` fail:\n\(trial.shown)")
        return
      }
      trial.clear()
      let outcome = trial.run(example.line)
      let problem = example.outcome.problem(outcome, trial)
      #expect(
        problem == nil, "\(verb): `\(example.line)` \(problem ?? ""), but shows\n\(trial.shown)")
    }
  }
}

extension Example.Outcome {
  /// What is wrong with a run of the example; nil if nothing is.
  fileprivate func problem(_ outcome: Interpreter<Session>.Outcome, _ trial: Trial) -> String? {
    let hasRun: Bool
    switch outcome {
    case .done, .quit: hasRun = true
    case .failed, .notUnderstood, .interrupted: hasRun = false
    }
    switch self {
    case .runs: return hasRun ? nil : "should run"
    case .prints(let text):
      return hasRun && trial.printed == text ? nil : "should print \(text)"
    case .contains(let parts):
      let missing = parts.filter { !trial.shown.contains($0) }
      return hasRun && missing.isEmpty ? nil : "should show \(missing)"
    case .fails(let fragment):
      let message = trial.diagnostics.map { $0.text }.joined(separator: "\n")
      return !hasRun && message.contains(fragment) ? nil : "should fail with \(fragment)"
    }
  }
}
