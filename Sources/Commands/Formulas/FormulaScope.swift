import Language
import Learning

/// What the names in a formula mean: targets, predictions, parameters, captured variables.
struct FormulaScope {
  /// The formula with its name.
  let definition: FormulaDefinition
  /// The values of the parameters.
  let parameters: [String: Double]
  /// The names of all losses, which cannot be called.
  let losses: Set<String>

  /// The name of the targets.
  var targetName: String { definition.parameters[0].name.text }
  /// The name of the predictions.
  var predictionName: String { definition.parameters[1].name.text }

  /// The value of a name that stands for a number.
  func number(_ name: String) throws -> Double {
    if let value = parameters[name] { return value }
    if let captured = definition.captured[name] {
      if let number = captured.asNumber { return number }
      throw FormulaError.notANumber(name, found: captured.kindName)
    }
    if let constant = BuiltInFunction.constants[name] { return constant }
    if let function = FormulaFunction.named(name).first {
      throw FormulaError.functionAsValue(name, usage: function.usage)
    }
    throw FormulaError.unknownName(
      name, nearest: nearestName(to: name, among: names), known: names)
  }

  /// Every name that has a value.
  private var names: [String] {
    definition.parameters.map(\.name.text) + definition.captured.keys.sorted()
      + BuiltInFunction.constants.keys.sorted()
  }

  /// The function of a call, its arguments counted.
  func function(_ name: Name, _ arguments: [Formula.Argument]) throws -> FormulaFunction {
    if let named = arguments.compactMap(\.name).first {
      throw PlacedError(
        FormulaError.namedArgument(
          named.text, function: name.text, usage: FormulaFunction.named(name.text).first?.usage),
        at: named.span)
    }
    let found = FormulaFunction.named(name.text)
    if let function = found.first(where: { $0.takes(arguments.count) }) { return function }
    if let function = found.first {
      throw FormulaError.arguments(
        function: name.text, usage: function.usage, found: arguments.count)
    }
    throw PlacedError(unknown(name.text), at: name.span)
  }

  private func unknown(_ name: String) -> FormulaError {
    if name == definition.name.text { return .recursion(name) }
    if losses.contains(name) { return .lossInFormula(name) }
    if case .function? = definition.captured[name] { return .functionOfTheLanguage(name) }
    return .unknownFunction(name, nearest: nearestName(to: name, among: FormulaFunction.names))
  }

  /// Whether targets or predictions occur in a part.
  func readsData(_ formula: Formula) -> Bool {
    if case .name(let name) = formula.kind { return name == targetName || name == predictionName }
    return formula.parts.contains(where: readsData)
  }
}
