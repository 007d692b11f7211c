/// A formula as it is written: what a verb may walk that takes `name(a, b) = formula`.
///
/// As in the syntax tree, operators of one precedence stand side by side and not inside one
/// another, so that the depth of a formula is that of its brackets, which is limited.
public struct Formula: Sendable {
  /// Where it is written.
  public let span: Span

  /// What it is.
  public let kind: Kind

  /// What a formula can be.
  public indirect enum Kind: Sendable {
    /// A number.
    case number(Double)

    /// `true` or `false`.
    case truth(Bool)

    /// A bare name.
    case name(String)

    /// `-a`.
    case negation(Formula)

    /// Operators of one precedence, from left to right.
    case arithmetic(Formula, [Step])

    /// `a ^ b ^ c`, from the right.
    case power([PowerTerm])

    /// Two sides compared.
    case comparison(ComparisonOperator, Formula, Formula)

    /// `not a`.
    case not(Formula)

    /// `a and b and c`.
    case and([Formula])

    /// `a or b or c`.
    case or([Formula])

    /// `name(arguments)`.
    case call(Name, [Argument])

    /// What is no part of a formula over numbers, in words: "a text", "a list".
    case other(String)
  }

  /// An arithmetic operator and its right operand.
  public struct Step: Sendable {
    /// The operator.
    public let operation: ArithmeticOperator
    /// What stands after it.
    public let operand: Formula
  }

  /// An operand of `^`; a minus sign before an exponent takes in the powers after it.
  public struct PowerTerm: Sendable {
    /// Whether a minus sign stands before it.
    public let isNegative: Bool
    /// The operand.
    public let operand: Formula
  }

  /// One argument of a call.
  public struct Argument: Sendable {
    /// Its name, if it is given as `name=value`.
    public let name: Name?
    /// Its value.
    public let value: Formula
  }
}

extension Formula {
  /// The formulas directly inside.
  public var parts: [Formula] {
    switch kind {
    case .number, .truth, .name, .other: []
    case .negation(let a), .not(let a): [a]
    case .arithmetic(let first, let steps): [first] + steps.map(\.operand)
    case .power(let terms): terms.map(\.operand)
    case .comparison(_, let a, let b): [a, b]
    case .and(let parts), .or(let parts): parts
    case .call(_, let arguments): arguments.map(\.value)
    }
  }

  /// How many formulas it is made of, itself included.
  public var count: Int { parts.reduce(1) { $0 + $1.count } }

  /// Every name used in it, as a value or as a function.
  var names: Set<String> {
    var result: Set<String> = []
    switch kind {
    case .name(let name): result.insert(name)
    case .call(let name, _): result.insert(name.text)
    default: break
    }
    for part in parts { result.formUnion(part.names) }
    return result
  }
}

extension Formula {
  init(_ node: ExpressionNode) {
    span = node.span
    kind = Kind(node)
  }
}

extension Formula.Kind {
  init(_ node: ExpressionNode) {
    switch node.kind {
    case .number(let number): self = .number(number)
    case .bool(let bool): self = .truth(bool)
    case .name(let name): self = .name(name)
    case .negation(let operand): self = .negation(Formula(operand))
    case .arithmetic(let first, let steps):
      self = .arithmetic(
        Formula(first),
        steps.map { Formula.Step(operation: $0.operation, operand: Formula($0.operand)) })
    case .power(let operands):
      self = .power(
        operands.map {
          Formula.PowerTerm(isNegative: $0.isNegative, operand: Formula($0.value))
        })
    case .comparison(let comparison, let left, let right):
      self = .comparison(comparison, Formula(left), Formula(right))
    case .not(let operand): self = .not(Formula(operand))
    case .and(let operands): self = .and(operands.map(Formula.init))
    case .or(let operands): self = .or(operands.map(Formula.init))
    case .suffixed(let base, let suffixes): self.init(base, suffixes)
    case .none: self = .other("none")
    case .text: self = .other("a text")
    case .list: self = .other("a list")
    case .range: self = .other("a range")
    case .chain: self = .other("a chain of layers")
    case .definition: self = .other("a definition")
    case .broken: self = .other("a mistake")
    }
  }

  /// A call; other suffixes are no part of a formula.
  private init(_ base: ExpressionNode, _ suffixes: [Suffix]) {
    if case .name(let name) = base.kind, suffixes.count == 1,
      case .call(let arguments) = suffixes[0].kind
    {
      self = .call(
        Name(text: name, span: base.span),
        arguments.map { Formula.Argument(name: $0.name, value: Formula($0.value)) })
      return
    }
    if suffixes.contains(where: { if case .field = $0.kind { true } else { false } }),
      case .call = suffixes.last?.kind
    {
      self = .other("a call through a dot")
      return
    }
    switch suffixes.last?.kind {
    case .field: self = .other("a field")
    case .index: self = .other("an element of a list")
    default: self = .other("a call of something that has no name")
    }
  }
}
