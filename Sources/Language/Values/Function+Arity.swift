extension Function {
  /// How many arguments a call may have.
  var arity: ClosedRange<Int> {
    switch body {
    case .builtIn(let builtIn): builtIn.arity
    case .formula, .named: parameters.count...parameters.count
    case .defined(let definition):
      definition.parameters.filter { $0.defaultValue == nil }.count...parameters.count
    }
  }

  func arityError(found: Int) -> LanguageError {
    .wrongArity(function: name, expected: arityPhrase, found: found)
  }

  private var arityPhrase: String {
    if arity.upperBound == .max { return "at least \(argumentCount(arity.lowerBound))" }
    if arity.count == 1 { return argumentCount(arity.lowerBound) }
    return "\(arity.lowerBound) to \(argumentCount(arity.upperBound))"
  }

  private func argumentCount(_ count: Int) -> String {
    count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
  }
}
