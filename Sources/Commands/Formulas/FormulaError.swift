/// What can be wrong with a formula typed as a loss.
///
/// Sentences are made in `FormulaError+Sentence.swift`; the place is added where it is known.
enum FormulaError: Error, Equatable {
  // The head: name(y, p, c=1)
  case nameTaken(String)
  case tooFewParameters(count: Int)
  case swapped(first: String, second: String)
  case dataWithDefault(String)
  case noDefault(String)
  case badDefault(String, found: String)
  case reservedParameter(String)

  // Names
  case unknownName(String, nearest: String?, known: [String])
  case functionAsValue(String, usage: String)
  case notANumber(String, found: String)
  case unknownFunction(String, nearest: String?)
  case functionOfTheLanguage(String)
  case lossInFormula(String)
  case recursion(String)

  // Shapes and kinds
  case notInFormula(String, mend: String?)
  case arguments(function: String, usage: String, found: Int)
  case namedArgument(String, function: String, usage: String?)
  case needsCondition(String, found: String)
  case needsOutputs(function: String, found: String)
  case sumOverRows(function: String)

  // The whole
  case ignoresPrediction(String)
  case isCondition
  case tooLong(most: Int)
}
