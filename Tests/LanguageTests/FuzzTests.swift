import Glibc
import Language
import Testing

/// SplitMix64, so that a seed in a failure message is all it takes to see the failure again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// No text crashes the lexer, the parser, the checker, the completer or the interpreter.
///
/// Swift Testing records a backtrace at every throw, which makes these slow; the count is therefore
/// modest, and LOSSREPL_FUZZ=10 in the environment makes it ten times as large.
@Suite struct FuzzTests {
  static let scripts = [
    "## Prose *here*\nload \"iris\"\nselect species petal_length sort=true\n",
    "model dense(32) -> relu -> dense(3, bias=false)\nloss cross_entropy(label_smoothing=0.05)\n",
    "let r = fit epochs=5 batch=16 name=\"a{1 + 1}\" metrics=[accuracy, f1]\nassert r.loss < 1 \"why\"\n",
    "for k in 1..3 { if k == 2 { continue } else { print k -1 \"x{k}\" } }\n",
    "def f(a, b=2) { return a ^ b }; print f(2), f(b=1, a=3)[0].x\n",
    "plot confusion to \"a.png\" width=3 \\\n # comment\nfilter petal_length > 3 and not true\n",
    "loss h(y, p, c=1.5) = where(not y < c and p != 2, -y^2 % p, max(\n  y, p))\nloss h(c=2) + 0.3 * mse\n",
    "while len(\"中文{{}}\\u{41}\") < 1 { break }\n_ + out[1]; time print [1, -2, 3e5][-1]\n",
  ]

  static let fragments = [
    "(", ")", "[", "]", "{", "}", "\"", "\"{", "}\"", "->", "..", "=", "==", ";", "\n", "\\\n", "#",
    "## ",
    " - ", " -", "fit ", "epochs=", "let ", "x", "if ", "else ", "def f(", "for k in ", "1e", "0.",
    ".", ",",
    "not ", "and ", "out[", "_", "'", "!", "\u{4E2D}", "\u{301}", "\0", "\r\n", "\t", "é", "to ",
    "loss f(y, p) = ",
  ]

  static let scale = getenv("LOSSREPL_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1

  @Test(arguments: 0..<8)
  func mutatedScriptsNeverCrash(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<100 * Self.scale { exercise(mutated(&generator), seed) }
  }

  @Test(arguments: 100..<104)
  func randomBytesNeverCrash(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    for _ in 0..<200 * Self.scale {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 32...126, using: &generator)
          : UInt8.random(in: 0...255, using: &generator)
      }
      exercise(String(decoding: bytes, as: UTF8.self), seed)
    }
  }

  private func mutated(_ generator: inout SeededGenerator) -> String {
    var characters = Array(
      (Self.scripts.randomElement(using: &generator) ?? "")
        + (Self.scripts.randomElement(using: &generator) ?? ""))
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...characters.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        characters.insert(
          contentsOf: Self.fragments.randomElement(using: &generator) ?? "", at: place)
      case 1:
        characters.removeSubrange(
          place..<min(characters.count, place + Int.random(in: 1...6, using: &generator)))
      default: characters.removeSubrange(place...)
      }
    }
    return String(characters)
  }

  /// Every entrance.
  ///
  /// Loops are kept short; each diagnostic is rendered too.
  private func exercise(_ text: String, _ seed: Int) {
    var limits = Limits()
    limits.rounds = 20
    let interpreter = Interpreter(toyCommands, limits: limits)
    let source = SourceText(name: "fuzz", text: text)
    var session = ToySession()
    var errors = 0
    let outcome = interpreter.run(source, session: &session) { event in
      guard case .error(let diagnostic) = event else { return }
      errors += 1
      if diagnostic.text.isEmpty { Issue.record("seed \(seed): \(text.debugDescription)") }
    }
    if (outcome == .failed || outcome == .notUnderstood) != (errors > 0) {
      Issue.record("seed \(seed): \(outcome) after \(text.debugDescription)")
    }
    _ = interpreter.check(source, session: session)
    _ = interpreter.isComplete(text)
    _ = interpreter.completions(text, at: text.utf8.count / 2, session: session)
    _ = interpreter.completions(text, session: session)
  }
}
