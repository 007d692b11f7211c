/// A function of the language, declared with what help shows of it.
public struct BuiltInFunction: Sendable {
  /// Its name.
  public let name: String

  /// One line, imperative.
  public let summary: String

  /// How a call is written, such as "round(x, places=0)".
  public let usage: String

  /// How many arguments it takes.
  public let arity: ClosedRange<Int>

  /// Names of its parameters, so that they may be given as options too; the last one repeats.
  let parameters: [String]

  /// Computes the result; errors are located by the caller.
  let evaluate: @Sendable ([Value]) throws -> Value
}
