extension Machine {
  /// The value of a bare name: variables, then the session's names, then the language's own, then
  /// the catalogue.
  func value(of name: String) throws -> Value {
    if let value = knownValue(of: name) { return value }
    if session.namesToCome.contains(name) { throw LanguageError.nameToCome(name) }
    if commands[name] != nil { throw LanguageError.verbInExpression(name) }
    throw LanguageError.unknownName(name, nearest: nearestName(to: name, among: namesInReach))
  }

  func knownValue(of name: String) -> Value? {
    if let value = variable(name) { return value }
    if name == "_" { return session.scope.last }
    if let value = session.lookup(name) { return value }
    if !catalogueEntries(name, in: session.catalogueCategories).isEmpty { return .symbol(name) }
    if let constant = BuiltInFunction.constants[name] { return .number(constant) }
    return BuiltInFunction.named(name).map { .function(Function($0)) }
  }

  /// Everything a bare name could mean, for suggestions; nearest scope first.
  var namesInReach: [String] {
    variableNames + session.names
      + session.catalogueCategories.flatMap { session.catalogue($0).map(\.name) }
      + BuiltInFunction.all.map(\.name) + BuiltInFunction.constants.keys.sorted()
      + commands.all.map(\.name)
  }

  func catalogueEntries(_ name: String, in categories: [String]) -> [CatalogueEntry] {
    categories.flatMap { session.catalogue($0).filter { $0.name == name } }
  }
}
