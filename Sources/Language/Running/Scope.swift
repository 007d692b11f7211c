/// The part of a session the language itself keeps: variables, functions, and past values.
public struct Scope: Sendable {
  /// Variables and functions by name.
  public var variables: [String: Value] = [:]

  /// The value of each cell that gave one, reached as `out[3]`.
  public var outputs: [Int: Value] = [:]

  /// The value of the last statement, reached as `_`.
  public var last: Value = .none

  /// The number of the last cell begun.
  public var cellCount = 0

  /// An empty scope.
  public init() {}
}
