/// Every verb, by name and in the order declared.
public struct CommandTable<Session: InterpreterSession>: Sendable {
  /// The verbs in order.
  public let all: [Command<Session>]

  private let byName: [String: Command<Session>]

  /// A table of verbs; of two with one name the first counts.
  public init(_ commands: [Command<Session>]) {
    all = commands
    byName = Dictionary(commands.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The words the parser needs to know.
  var vocabulary: Vocabulary {
    Vocabulary(
      verbs: Set(all.map(\.name)),
      definers: Set(all.filter { $0.formulaRules != nil }.map(\.name)))
  }

  /// The verb of a name.
  public subscript(name: String) -> Command<Session>? { byName[name] }
}
