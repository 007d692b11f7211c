/// Which written arguments go to which declared parameters: the part of argument checking that
/// needs no values, shared by running, checking and the catalogue's constructors.
struct ArgumentSlots {
  /// A parameter and what is written for it; several expressions only for a variadic one.
  struct Slot {
    let parameter: Parameter
    var nodes: [ExpressionNode]
    var span: Span
    /// Whether it is written as `name=value`.
    let isNamed: Bool
  }

  private(set) var slots: [Slot] = []
  private let owner: String
  private let parameters: [Parameter]

  /// Distributes `arguments`; the place of what is missing is `span`.
  init(
    _ arguments: [ArgumentNode], to parameters: [Parameter], of owner: String, at span: Span
  ) throws {
    self.owner = owner
    self.parameters = parameters
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      try located(argument.span) {
        if let name = argument.name {
          try located(name.span) { try put(argument, under: parameter(named: name.text)) }
        } else if let keyword = keyword(argument) {
          try putKeyword(keyword, argument, &rest)
        } else {
          try put(argument, under: nextPositional())
        }
      }
    }
    try located(span) { try requireAll() }
  }

  private func parameter(named name: String) throws -> Parameter {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter }
    let names = parameters.map(\.name)
    let options =
      parameters.filter { $0.style == .option || $0.style == .keyword }.map(\.name)
      + parameters.compactMap(\.kind.formulaRules?.form)
    throw LanguageError.unknownOption(
      name, of: owner, nearest: nearestName(to: name, among: names), options: options)
  }

  /// The keyword a bare word without `=` stands for, such as `to`.
  private func keyword(_ argument: ArgumentNode) -> Parameter? {
    guard case .name(let word) = argument.value.kind else { return nil }
    return parameters.first { $0.style == .keyword && $0.name == word }
  }

  private mutating func putKeyword(
    _ parameter: Parameter, _ word: ArgumentNode, _ rest: inout ArraySlice<ArgumentNode>
  ) throws {
    guard let value = rest.first, value.name == nil else {
      throw LanguageError.keywordWithoutValue(parameter.name, of: owner)
    }
    rest.removeFirst()
    try put(value, under: parameter)
  }

  private mutating func put(_ argument: ArgumentNode, under parameter: Parameter) throws {
    guard let index = slots.firstIndex(where: { $0.parameter.name == parameter.name }) else {
      slots.append(
        Slot(
          parameter: parameter, nodes: [argument.value], span: argument.span,
          isNamed: argument.name != nil))
      return
    }
    guard parameter.style == .variadic, argument.name == nil else {
      throw LanguageError.duplicateArgument(parameter.name, of: owner)
    }
    slots[index].nodes.append(argument.value)
    slots[index].span = slots[index].span.joined(with: argument.span)
  }

  private func nextPositional() throws -> Parameter {
    let positional = parameters.filter { $0.style == .positional || $0.style == .variadic }
    let free = positional.first { parameter in
      parameter.style == .variadic || !slots.contains { $0.parameter.name == parameter.name }
    }
    if let free { return free }
    throw LanguageError.tooManyArguments(
      of: owner, expected: positional.count,
      options: parameters.filter { $0.style == .option }.map(\.name))
  }

  private func requireAll() throws {
    for parameter in parameters where parameter.isRequired {
      if slots.contains(where: { $0.parameter.name == parameter.name }) { continue }
      throw LanguageError.missingArgument(
        parameter.name, of: owner, expected: parameter.kind.phrase)
    }
  }
}
