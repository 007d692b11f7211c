/// The value of one option as a line of lossrepl gives it, before or after checking.
public enum OptionValue: Sendable {
  /// A number, whole or not.
  case number(Double)
  /// `true` or `false`.
  case flag(Bool)
  /// A name or a quoted text.
  case text(String)
  /// A list of numbers.
  case numbers([Double])
  /// A list of names or texts.
  case texts([String])
  /// Numbers by name, as class weights are written.
  case pairs([(String, Double)])
  /// Layers inside a layer.
  case network(NetworkSpecification)
  /// `none`: the option is left out.
  case none
}

extension OptionValue: Equatable {
  /// Two values are equal when they have the same case and the same content in the same order.
  public static func == (left: OptionValue, right: OptionValue) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): a == b
    case (.flag(let a), .flag(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.numbers(let a), .numbers(let b)): a == b
    case (.texts(let a), .texts(let b)): a == b
    case (.pairs(let a), .pairs(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
    case (.network(let a), .network(let b)): a == b
    case (.none, .none): true
    default: false
    }
  }
}

extension OptionValue: CustomStringConvertible {
  /// The value as it would be typed.
  public var description: String {
    switch self {
    case .number(let number): plain(number)
    case .flag(let flag): flag ? "true" : "false"
    case .text(let text): text
    case .numbers(let numbers): "[" + numbers.map(plain).joined(separator: ", ") + "]"
    case .texts(let texts): "[" + texts.joined(separator: ", ") + "]"
    case .pairs(let pairs):
      "[" + pairs.map { "[\"\($0.0)\", \(plain($0.1))]" }.joined(separator: ", ") + "]"
    case .network(let network): "\(network)"
    case .none: "none"
    }
  }
}

/// A number as a person would type it: whole numbers without a point, the rest at full precision.
func plain(_ number: Double) -> String {
  guard number.isFinite else { return number.isNaN ? "nan" : number > 0 ? "infinity" : "-infinity" }
  guard number == number.rounded(), abs(number) < 1e15 else { return "\(number)" }
  return "\(Int(number))"
}
