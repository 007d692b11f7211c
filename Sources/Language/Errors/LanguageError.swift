/// The mistakes the language itself finds while a program runs or is checked.
///
/// Sentences are made in `LanguageError+Sentence.swift`.
public enum LanguageError: Error, Sendable, Equatable {
  // Names
  case unknownVerb(String, nearest: String?)
  case unknownName(String, nearest: String?)
  case nameToCome(String)
  case unknownFunction(String, nearest: String?)
  case notAFunction(String, found: String)
  case verbAsName(String)
  case verbInExpression(String)
  case reservedName(String)
  case assignmentBeforeLet(String, nearest: String?)
  case noField(String, of: String, nearest: String?, fields: [String])
  case noFields(of: String)
  case noCell(Int)
  case functionAsStatement(String)

  // Arguments
  case unknownOption(String, of: String, nearest: String?, options: [String])
  case missingArgument(String, of: String, expected: String)
  case duplicateArgument(String, of: String)
  case tooManyArguments(of: String, expected: Int, options: [String])
  case positionalAfterAll(String, of: String)
  case keywordWithoutValue(String, of: String)
  case wrongArgument(String, expected: String, found: String)
  case unknownChoice(parameter: String, found: String, nearest: String?, choices: [String])
  case noCandidates(parameter: String, category: String, found: String)
  case wrongArity(function: String, expected: String, found: Int)
  case undeclaredArgument(String)
  case unknownWord(parameter: String, name: String, expected: String, hint: String?)
  case notInCatalogue(String, categories: [String], nearest: String?)

  // Sums of things from the catalogue
  case negativeWeight([String])
  case badWeight(Double, [String])
  case notCombinable(String, [String])

  // Values
  case needsNumbers(operation: String, left: String, right: String)
  case needsNumber(operation: String, found: String)
  case needsCondition(found: String)
  case notComparable(String, String)
  case notIterable(String)
  case notIndexable(String)
  case badIndex(String)
  case indexOutOfRange(Int, count: Int)
  case badRangeEnd(String)
  case notALayer(String)
  case notConvertible(String, to: String)
  case emptyList(function: String)
  case outsideDomain(function: String, expected: String, found: String)
  case divisionByZero(operation: String)

  // Statements
  case assertionFailed(condition: String, why: String?, facts: [String])
  case outsideFunction
  case outsideLoop(String)

  // Files
  case cannotRead(path: String, reason: String)
  case notText(path: String)
  case sourceCycle(path: String)

  // Limits
  case limit(Limit, most: Int)
  case interrupted

  /// What a limit counts.
  public enum Limit: Sendable, Equatable {
    case nesting, calls, rounds, text, list, range, sources, fileSize, stack
  }
}
