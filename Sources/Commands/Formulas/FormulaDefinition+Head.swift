import Language
import Learning

// The head of a definition, name(y, p, c=1): targets, predictions, then parameters with defaults.

extension FormulaDefinition {
  /// Refuses a head that is no head of a loss.
  func checkHead() throws {
    try checkName()
    guard parameters.count >= 2 else {
      throw PlacedError(FormulaError.tooFewParameters(count: parameters.count), at: name.span)
    }
    let (first, second) = (parameters[0], parameters[1])
    if Self.predictionNames.contains(first.name.text) || Self.targetNames.contains(second.name.text)
    {
      throw PlacedError(
        FormulaError.swapped(first: first.name.text, second: second.name.text), at: first.name.span)
    }
    for data in [first, second] where data.defaultValue != nil {
      throw PlacedError(FormulaError.dataWithDefault(data.name.text), at: data.name.span)
    }
    for parameter in parameters where Self.reserved.contains(parameter.name.text) {
      throw PlacedError(
        FormulaError.reservedParameter(parameter.name.text), at: parameter.name.span)
    }
  }

  private func checkName() throws {
    let isTaken =
      LossDefinition.all.contains { $0.name == name.text } || name.text == OwnLoss.uncertainty
    if isTaken { throw PlacedError(FormulaError.nameTaken(name.text), at: name.span) }
  }

  /// The defaults of the parameters, which are finite numbers.
  func defaults() throws -> [String: Double] {
    try parameters.dropFirst(2).reduce(into: [:]) { defaults, parameter in
      guard let value = parameter.defaultValue else {
        throw PlacedError(FormulaError.noDefault(parameter.name.text), at: parameter.name.span)
      }
      guard let number = value.asNumber, number.isFinite else {
        throw PlacedError(
          FormulaError.badDefault(parameter.name.text, found: value.sketch),
          at: parameter.defaultSpan ?? parameter.name.span)
      }
      defaults[parameter.name.text] = number
    }
  }

  /// What the first parameter is called by mistake, and the second.
  private static let predictionNames: Set<String> = [
    "p", "pred", "prediction", "predictions", "y_pred", "y_hat", "yhat", "logits", "output",
    "outputs",
  ]
  private static let targetNames: Set<String> = [
    "y", "target", "targets", "y_true", "truth", "label", "labels",
  ]

  /// Options that mean the same in every loss.
  private static let reserved: Set<String> = [
    "reduction", "class_weights", "ignore_index", "sample_weights",
  ]
}
