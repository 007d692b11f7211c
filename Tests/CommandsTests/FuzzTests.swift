import Language
import Tensors
import Testing

@testable import Commands

extension AllTests {
  @Suite("Mutated lines") struct Fuzz {
    static let seed: UInt64 = 20_261_123

    @Test("3,000 of them end in a result or a sentence with a place, never in a trap")
    func mutated() {
      var random = RandomGenerator(seed: Self.seed)
      let lines = allCommands.flatMap { $0.examples.map(\.line) }.filter(Self.isQuick)
      var trial = Trial()
      for number in 0..<3000 {
        if number % 25 == 0 { trial = Self.prepared(number / 25) }
        let line = Self.mutate(lines.randomElement(using: &random) ?? "", using: &random)
        guard Self.isQuick(line) else { continue }
        trial.clear()
        let outcome = trial.run(line)
        let place = "seed \(Self.seed), line \(number): `\(line)`"
        if outcome == .failed || outcome == .notUnderstood {
          #expect(!trial.diagnostics.isEmpty, "\(place) fails silently")
        }
        for diagnostic in trial.diagnostics {
          #expect(!diagnostic.message.isEmpty && diagnostic.span != nil, "\(place)")
          #expect(!diagnostic.message.contains("Error("), "\(place): \(diagnostic.message)")
        }
      }
      #expect(trial.answers)
    }

    /// A notebook that is empty, has data, or has a small trained model.
    private static func prepared(_ number: Int) -> Trial {
      let trial = Trial()
      switch number % 3 {
      case 1: trial.run("load \"penguins\" rows=80")
      case 2: trial.run(lines: Verbs.irisModel + ["fit epochs=1"])
      default: break
      }
      return trial
    }

    /// Whether a line trains for an epoch or so at the most, and writes nothing out of the way.
    private static func isQuick(_ line: String) -> Bool {
      let isShort =
        !line.contains("fit") || line.contains("epochs=1 ") || line.hasSuffix("epochs=1")
      return isShort && !line.contains("mnist") && !line.contains("/") && !line.contains("while")
    }

    private static let words = [
      "(", ")", "[", "]", "{", "}", "\"", "=", "->", ",", ";", "..", "0", "-1", "1e300", "2.5",
      "nan",
      "none", "true", "iris", "species", "test", "dense(0)", "relu", "l2(1)", "adam", "mse", "to",
      "\u{0}", "é", "花", "\t", "\\", "#", "##", "let", "_", "out[9]", "x", "epochs=1",
    ]

    private static func mutate(_ line: String, using random: inout RandomGenerator) -> String {
      var parts = Array(line)
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0...parts.count, using: &random)
        let end = min(parts.count, place + Int.random(in: 0..<5, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: parts.removeSubrange(place..<end)
        case 1: parts.insert(contentsOf: words.randomElement(using: &random) ?? "", at: place)
        case 2: parts.insert(contentsOf: parts[place..<end], at: place)
        default:
          parts.replaceSubrange(
            place..<end, with: " " + (words.randomElement(using: &random) ?? "") + " ")
        }
      }
      return String(parts)
    }
  }
}
