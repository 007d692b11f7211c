/// The checked arguments of one run of a verb.
///
/// Every accessor falls back to the parameter's default value. Asking for an argument that was not
/// given and has no default, or by a type its kind does not give, throws; the `...IfGiven` forms
/// answer nil instead of the first.
public struct Arguments: Sendable {
  /// One argument as given.
  struct Given: Sendable {
    var value: Value
    var spans: [Span]
  }

  /// The verb.
  public let verb: String

  let parameters: [Parameter]
  let given: [String: Given]

  /// The value of an argument: given, else default, else nil.
  public subscript(name: String) -> Value? {
    given[name]?.value ?? parameters.first { $0.name == name }?.defaultValue
  }

  /// Whether the argument was written.
  public func isGiven(_ name: String) -> Bool { given[name] != nil }

  /// Names of the arguments written, in order of declaration.
  public var namesGiven: [String] { parameters.map(\.name).filter { given[$0] != nil } }

  /// Where an argument is written; for a list or a repeated argument, where one element is.
  public func span(of name: String, at index: Int? = nil) -> Span? {
    guard let spans = given[name]?.spans, let first = spans.first else { return nil }
    if let index, spans.indices.contains(index) { return spans[index] }
    return spans.dropFirst().reduce(first) { $0.joined(with: $1) }
  }

  /// The value of an argument.
  public func value(_ name: String) throws -> Value {
    guard let value = self[name] else { throw missing(name) }
    return value
  }

  private func missing(_ name: String) -> LanguageError {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      return .undeclaredArgument(name)
    }
    return .missingArgument(name, of: verb, expected: parameter.kind.phrase)
  }

  /// The argument through `read`, nil if it is neither given nor has a default or is `none`.
  private func read<T>(
    _ name: String, _ expected: String, _ read: (Value) -> T?
  ) throws -> T? {
    guard let value = self[name] else {
      if parameters.contains(where: { $0.name == name }) { return nil }
      throw LanguageError.undeclaredArgument(name)
    }
    if case .none = value { return nil }
    if let result = read(value) { return result }
    throw ArgumentProblem(
      name, LanguageError.wrongArgument(name, expected: expected, found: value.sketch))
  }

  private func require<T>(_ name: String, _ result: T?) throws -> T {
    guard let result else { throw missing(name) }
    return result
  }
}

extension Arguments {
  /// A number, or nil.
  public func numberIfGiven(_ name: String) throws -> Double? {
    try read(name, "a number", \.asNumber)
  }

  /// A number.
  public func number(_ name: String) throws -> Double {
    try require(name, numberIfGiven(name))
  }

  /// A whole number, or nil.
  public func integerIfGiven(_ name: String) throws -> Int? {
    try read(name, "a whole number") { $0.asNumber.flatMap(wholeNumber) }
  }

  /// A whole number.
  public func integer(_ name: String) throws -> Int { try require(name, integerIfGiven(name)) }

  /// A truth value, or nil.
  public func flagIfGiven(_ name: String) throws -> Bool? {
    try read(name, "true or false", \.asBool)
  }

  /// A truth value; false if not given and without a default.
  public func flag(_ name: String) throws -> Bool { try flagIfGiven(name) ?? false }

  /// A text, name, choice or path, or nil.
  public func textIfGiven(_ name: String) throws -> String? {
    try read(name, "a text", \.asName)
  }

  /// A text, name, choice or path.
  public func text(_ name: String) throws -> String { try require(name, textIfGiven(name)) }

  /// The values of a list or a repeated argument; empty if not given.
  public func values(_ name: String) throws -> [Value] {
    try read(name, "a list", \.asList) ?? []
  }

  /// The texts of a list or a repeated argument; empty if not given.
  public func texts(_ name: String) throws -> [String] {
    try read(name, "a list of texts") { value in
      let texts = value.asList?.compactMap(\.asName)
      return texts?.count == value.asList?.count ? texts : nil
    } ?? []
  }

  /// The numbers of a list or a repeated argument; empty if not given.
  public func numbers(_ name: String) throws -> [Double] {
    try read(name, "a list of numbers") { value in
      let numbers = value.asList?.compactMap(\.asNumber)
      return numbers?.count == value.asList?.count ? numbers : nil
    } ?? []
  }

  /// Something from the catalogue, or nil.
  public func constructorIfGiven(_ name: String) throws -> Constructor? {
    try read(name, "one item of the catalogue") { value in
      guard let items = value.asConstructors, items.count == 1 else { return nil }
      return items[0]
    }
  }

  /// Something from the catalogue.
  public func constructor(_ name: String) throws -> Constructor {
    try require(name, constructorIfGiven(name))
  }

  /// Things from the catalogue: a chain, a list or a repeated argument; empty if not given.
  public func constructors(_ name: String) throws -> [Constructor] {
    try read(name, "items of the catalogue", \.asConstructors) ?? []
  }

  /// A function or formula, or nil.
  public func functionIfGiven(_ name: String) throws -> Function? {
    try read(name, "a function") { value in
      if case .function(let function) = value { return function }
      return nil
    }
  }
}
