import Language

/// One check of `check data`: a name, what it looks for, and how.
///
/// A check is one file that makes the value, and its name in the list `all`.
struct DataCheck: Sendable {
  /// What a check says: nil where it does not apply.
  struct Answer {
    let level: CheckFinding.Level
    let message: String
    var mend: String?

    /// As it should be.
    static func ok(_ message: String) -> Answer { Answer(level: .ok, message: message) }

    /// Probably a mistake.
    static func warn(_ message: String, try mend: String? = nil) -> Answer {
      Answer(level: .warn, message: message, mend: mend)
    }

    /// A mistake.
    static func fail(_ message: String, try mend: String? = nil) -> Answer {
      Answer(level: .fail, message: message, mend: mend)
    }

    /// A mistake some part of the program has found.
    static func fail(_ error: any Error) -> Answer {
      guard let error = error as? any ExplainedError else { return .fail("\(error)") }
      return .fail(error.message, try: error.hint)
    }
  }

  /// The name.
  let name: String
  /// What it looks for, as half a sentence: "whether ...".
  let summary: String
  private let run: @Sendable (CheckedData) throws -> Answer?

  init(
    _ name: String, _ summary: String, run: @escaping @Sendable (CheckedData) throws -> Answer?
  ) {
    self.name = name
    self.summary = summary
    self.run = run
  }

  /// What it finds; nil where it does not apply.
  ///
  /// What it throws is a mistake in the data, which it says.
  func finding(in data: CheckedData) -> CheckFinding? {
    let answer: Answer?
    do { answer = try run(data) } catch { answer = .fail(error) }
    return answer.map {
      CheckFinding(check: name, level: $0.level, message: $0.message, mend: $0.mend)
    }
  }
}

extension DataCheck {
  /// Every check, in the order they are shown: features, target, loss, model.
  static let all: [DataCheck] = [
    .rows, .parts, .missing, .features, .constant, .ranges, .copies,
    .target, .labels, .classes, .balance, .targetScale,
    .classWeights, .ignoredRows, .lengths,
    .outputs, .initialLoss, .oneBatch, .zeroInput,
  ]
}
