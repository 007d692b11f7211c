import Language
import Learning

/// Reads calls, chains of calls and formulas, such as a file's metadata hold, through the language
/// itself.
///
/// Anyone may have written the file, so that only what a model or a loss is made of goes in: no
/// text, no interpolation, nothing that ends a statement.
private func session(running verb: String, _ texts: [String]) -> Session? {
  guard texts.allSatisfy(isHarmless), texts.count <= 100 else { return nil }
  var session = Session()
  let lines = texts.map { "\(verb) \($0)" }
  let outcome = Interpreter(allCommands).run(
    SourceText(name: "metadata", text: lines.joined(separator: "\n")), session: &session,
    control: Interruption()
  ) { _ in }
  return outcome == .done ? session : nil
}

private func isHarmless(_ text: String) -> Bool {
  text.utf8.count < 100_000
    && text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic
          || "0123456789_()[]=,.->+*/^%<! ".unicodeScalars.contains(scalar))
    }
}

extension NetworkSpecification {
  /// The model a text describes; nil if it cannot be read.
  init?(parsing text: String) {
    guard let network = session(running: "model", [text])?.network else { return nil }
    self = network
  }
}

/// A loss as a file holds it, with the formulas that are the user's own.
struct SavedLoss {
  /// The loss.
  let specification: LossSpecification
  /// The losses of the user's own that it is made of.
  let own: [OwnLoss]

  /// The loss a text describes; nil if it cannot be read.
  init?(parsing text: String, formulas: [String]) {
    guard let session = session(running: "loss", formulas + [text]), let loss = session.loss else {
      return nil
    }
    specification = loss
    own = session.ownLosses
  }
}

extension LossSpecification {
  /// The definitions of the losses of the user's own in it, each as it would be typed.
  var ownFormulas: [String] {
    if !definition.summands.isEmpty {
      return definition.summands.flatMap(\.loss.ownFormulas).unique
    }
    return definition.task == .own ? definition.declaration.formula.map { [$0] } ?? [] : []
  }
}
