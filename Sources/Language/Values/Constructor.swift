/// Something from the catalogue and how it is wanted: a layer, loss, optimizer, metric and so on.
///
/// Where the catalogue entry declares its parameters, arguments have been checked against them, and
/// those written by position stand in `named` under their parameter's name: `dense(32)` has
/// `["units"]` 32. Defaults are not filled in.
public struct Constructor: Sendable {
  /// Its catalogue name.
  public let name: String

  /// The category it was looked up in, such as "layer"; nil if several fit.
  public let category: String?

  /// Arguments without a name that no parameter names: repeated ones, in order.
  public var positional: [Value]

  /// Arguments with a name, in the order given.
  public var named: [(name: String, value: Value)]

  /// Names in `named` that were not written, for printing.
  public var unwritten: Set<String> = []

  /// Where it is written.
  public let span: Span?

  /// Where each argument is written, by parameter name; undeclared positional ones under their
  /// index as text ("0").
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
