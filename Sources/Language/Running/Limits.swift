/// How far a program may go before it is stopped with an error.
///
/// Nothing the language does may end in a crash, so everything that grows has one.
public struct Limits: Sendable {
  /// Brackets and blocks inside one another.
  public var nesting = 200
  /// Calls of functions inside one another.
  public var calls = 200
  /// Rounds of one loop.
  public var rounds = 10_000_000
  /// Bytes of a text value.
  public var textBytes = 16 << 20
  /// Elements of a list, numbers of a range that is made a list.
  public var listCount = 10_000_000
  /// Mistakes told in one go; the rest is counted.
  public var diagnostics = 50
  /// Files sourcing files.
  public var sources = 20
  /// Bytes of a program file.
  public var fileBytes = 16 << 20

  /// The standard limits.
  public init() {}
}
