/// A verb: everything about it in one value, read by help, completion, argument checking, the
/// manual, the tests of its examples, and the interpreter.
public struct Command<Session: InterpreterSession>: Sendable {
  /// What a verb does: reads checked arguments, changes `context.session`, emits events through
  /// `context.emit`, gives a value.
  ///
  /// On an error the session is as it was before.
  public typealias Run =
    @Sendable (_ context: inout CommandContext<Session>, _ arguments: Arguments) throws -> Value

  /// The verb.
  public let name: String

  /// The group help lists it under: "data", "model", ...
  public let group: String

  /// One line, imperative, without a full stop.
  public let summary: String

  /// More, in Markdown; may be empty.
  public let discussion: String

  /// Its arguments, positional ones in order.
  public let parameters: [Parameter]

  /// Runnable examples.
  public let examples: [Example]

  /// Other words under which `help` finds it.
  public let searchTerms: [String]

  /// Whether it may change the session; `undo` steps over verbs that do not.
  public let changesSession: Bool

  let run: Run

  /// How it takes a formula with a name, if it does.
  var formulaRules: FormulaRules? {
    parameters.lazy.compactMap { $0.kind.formulaRules }.first
  }

  /// Declares a verb.
  public init(
    _ name: String, group: String, summary: String, discussion: String = "",
    parameters: [Parameter] = [], examples: [Example] = [], searchTerms: [String] = [],
    changesSession: Bool, run: @escaping Run
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.discussion = discussion
    self.parameters = parameters
    self.examples = examples
    self.searchTerms = searchTerms
    self.changesSession = changesSession
    self.run = run
  }
}
