/// What an expression or a verb gives.
public enum Value: Sendable {
  /// Nothing, written `none`.
  case none

  /// `true` or `false`.
  case bool(Bool)

  /// Every number is a double; infinity and nan are ordinary numbers.
  case number(Double)

  /// A text.
  case text(String)

  /// Values in order.
  case list([Value])

  /// Whole numbers from first to last, both included, written `1..10`.
  case range(NumberRange)

  /// Named fields in order, such as a run or an evaluation.
  indirect case record(Record)

  /// The bare name of something in the catalogue, such as `relu`.
  case symbol(String)

  /// Something from the catalogue with its options, such as `adam(lr=0.1)`.
  indirect case call(Constructor)

  /// Layers in order, written `dense(32) -> relu`.
  case chain([Constructor])

  /// Things from the catalogue added up, such as `mse + 0.5 * mae`.
  indirect case combination(Combination)

  /// A function written with `def`, a built-in one, or a formula given to a verb.
  case function(Function)
}

/// Whole numbers from `first` to `last`, both included; empty if `last` is below `first`.
public struct NumberRange: Sendable, Hashable {
  /// The first number.
  public let first: Int

  /// The last number.
  public let last: Int

  /// A range; both ends are within ±2^53, as every whole number of the language is.
  public init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }

  /// How many numbers there are.
  public var count: Int { last < first ? 0 : last - first + 1 }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
}
