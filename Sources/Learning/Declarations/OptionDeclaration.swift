/// What values an option takes.
public indirect enum OptionKind: Sendable, Equatable {
  /// A number within bounds.
  case number(Bounds)
  /// A whole number within a range.
  case integer(ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// One of the names.
  case choice([String])
  /// Any text.
  case text
  /// A list of numbers, each within bounds; `count` when the length is fixed.
  case numbers(Bounds, count: Int? = nil)
  /// A list of texts.
  case texts
  /// Numbers by name, each within bounds.
  case pairs(Bounds)
  /// Layers joined by `->`.
  case network
  /// `none`, or a value of the kind.
  case optional(OptionKind)
  /// A value of any of the kinds.
  case anyOf([OptionKind])
}

extension OptionKind {
  /// Whole numbers of at least `lower`; no count in lossrepl goes beyond 2⁵³.
  public static func integer(atLeast lower: Int) -> OptionKind {
    .integer(lower...largestWholeNumber)
  }

  /// Whether `value` may be given for an option of this kind.
  public func accepts(_ value: OptionValue) -> Bool {
    switch (self, value) {
    case (.number(let bounds), .number(let number)): bounds.contains(number)
    case (.integer(let range), .number(let number)):
      Int(exactly: number).map(range.contains) ?? false
    case (.flag, .flag), (.text, .text), (.texts, .texts), (.network, .network): true
    case (.choice(let names), .text(let name)): names.contains(name)
    case (.numbers(let bounds, let count), .numbers(let numbers)):
      (count == nil || count == numbers.count) && numbers.allSatisfy(bounds.contains)
    case (.pairs(let bounds), .pairs(let pairs)): pairs.allSatisfy { bounds.contains($0.1) }
    case (.optional(let kind), _): value == .none || kind.accepts(value)
    case (.anyOf(let kinds), _): kinds.contains { $0.accepts(value) }
    default: false
    }
  }
}

/// The largest whole number up to which every whole number is a Double: 2⁵³.
private let largestWholeNumber = 9_007_199_254_740_992

extension OptionKind: CustomStringConvertible {
  /// What is allowed, to follow "must be": "at least 0 and below 1", "logits or probabilities".
  public var description: String {
    switch self {
    case .number(let bounds): "\(bounds)"
    case .integer(let range): describe(range)
    case .flag: "true or false"
    case .choice(let names): either(names)
    case .text: "a text"
    case .numbers(let bounds, let count):
      "a list of \(count.map { "\($0) " } ?? "")numbers, each \(bounds == .any ? "finite" : "\(bounds)")"
    case .texts: "a list of texts"
    case .pairs(let bounds): "numbers by name, each \(bounds == .any ? "finite" : "\(bounds)")"
    case .network: "layers joined by ->, as in dense(8) -> relu"
    case .optional(let kind): "\(kind), or none"
    case .anyOf(let kinds): kinds.map(\.description).joined(separator: ", or ")
    }
  }

  private func describe(_ range: ClosedRange<Int>) -> String {
    range.upperBound == largestWholeNumber
      ? "a whole number of at least \(range.lowerBound)"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}

/// The names as a choice in words: "a, b or c".
func either(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

/// One option of a declared thing: what it is called, what it means, what it may be.
public struct OptionDeclaration: Sendable, Equatable {
  /// The name as typed before `=`.
  public let name: String
  /// What the value is, in a few words that may follow "it is".
  public let summary: String
  /// The values allowed.
  public let kind: OptionKind
  /// The value when none is given; nil for an option that must be given.
  public let defaultValue: OptionValue?
  /// Whether the value may be given without its name, in the order of the declarations.
  public let positional: Bool

  /// Declares an option; without a `default` it must be given.
  public init(
    _ name: String, _ summary: String, _ kind: OptionKind, default defaultValue: OptionValue? = nil,
    positional: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.kind = kind
    self.defaultValue = defaultValue
    self.positional = positional
  }
}
