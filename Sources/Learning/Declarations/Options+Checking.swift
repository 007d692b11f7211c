extension Options {
  /// Checks what was typed against a declaration and fills in the defaults.
  ///
  /// - Throws: `LearningError` for an unknown option, one given twice or not at all, too many
  ///   values, or a value outside what the declaration allows.
  public init(
    _ declaration: Declaration, positional: [OptionValue] = [],
    named: [(String, OptionValue)] = []
  ) throws {
    var given: [String: OptionValue] = [:]
    let places = declaration.options.filter(\.positional)
    guard positional.count <= places.count else {
      throw LearningError.tooManyValues(
        declaration.name, given: positional.count, accepted: places.map(\.name))
    }
    for (option, value) in zip(places, positional) {
      given[option.name] = try Self.check(value, for: option, of: declaration, byName: false)
    }
    for (name, value) in named {
      let option = try Self.find(name, in: declaration)
      guard given[name] == nil else {
        throw LearningError.optionGivenTwice(declaration.name, option: name)
      }
      given[name] = try Self.check(value, for: option, of: declaration, byName: true)
    }
    let values = try declaration.options.map { option in
      guard let value = given[option.name] ?? option.defaultValue else {
        throw LearningError.missingOption(
          declaration.name, option: option.name, meaning: option.summary)
      }
      return value
    }
    self.init(checked: values, for: declaration)
  }

  private static func find(
    _ name: String, in declaration: Declaration
  ) throws -> OptionDeclaration {
    if let option = declaration.options.first(where: { $0.name == name }) { return option }
    throw LearningError.unknownOption(
      declaration.name, option: name, known: declaration.options.map(\.name))
  }

  private static func check(
    _ value: OptionValue, for option: OptionDeclaration, of declaration: Declaration, byName: Bool
  ) throws -> OptionValue {
    guard option.kind.accepts(value) else {
      throw LearningError.outOfRange(
        call: "\(declaration.name)(\(byName ? "\(option.name)=" : "")\(value))",
        option: option.name, allowed: "\(option.kind)", meaning: option.summary)
    }
    return value
  }
}
