/// Something from the catalogue and how it is wanted: a layer, loss, optimizer, metric and so on.
///
/// Arguments have been checked against the catalogue entry where the host declares its parameters;
/// defaults are not filled in.
public struct Constructor: Sendable {
  /// Its catalogue name.
  public let name: String

  /// The category it was looked up in, such as "layer"; nil if several fit.
  public let category: String?

  /// Arguments without a name, in order.
  public var positional: [Value]

  /// Arguments with a name, in the order given.
  public var named: [(name: String, value: Value)]

  /// Where it is written.
  public let span: Span?

  /// Where each argument is written, positional ones under their index as text ("0").
  public var argumentSpans: [String: Span]

  /// Names something with its arguments.
  public init(
    _ name: String, category: String? = nil, positional: [Value] = [],
    named: [(name: String, value: Value)] = [], span: Span? = nil,
    argumentSpans: [String: Span] = [:]
  ) {
    self.name = name
    self.category = category
    self.positional = positional
    self.named = named
    self.span = span
    self.argumentSpans = argumentSpans
  }

  /// The argument given under a name.
  public subscript(name: String) -> Value? { named.first { $0.name == name }?.value }
}
