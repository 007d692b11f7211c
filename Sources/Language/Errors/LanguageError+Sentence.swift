extension LanguageError: ExplainedError {
  /// One sentence without a full stop.
  public var message: String {
    nameSentence ?? argumentSentence ?? valueSentence ?? statementSentence ?? "something went wrong"
  }

  private var nameSentence: String? {
    switch self {
    case .unknownVerb(let name, _): "there is no verb \(name)"
    case .unknownName(let name, _): "nothing is called \(name)"
    case .nameToCome(let name): "nothing is called \(name) yet"
    case .unknownFunction(let name, _): "there is no function \(name)"
    case .notAFunction(let name, let found): "\(name) is \(found) and cannot be called"
    case .verbAsName(let name): "\(name) is a verb and cannot be a variable"
    case .verbInExpression(let name): "\(name) is a verb and cannot stand inside an expression"
    case .reservedName(let name): "\(name) is a word of the language and cannot be a name"
    case .assignmentBeforeLet(let name, _): "there is no variable \(name) to change"
    case .noField(let name, let owner, _, _): "\(owner) has no field \(name)"
    case .noFields(let owner): "\(owner) has no fields"
    case .noCell(let number): "cell \(number) has no value"
    case .functionAsStatement(let name): "\(name) is a function and not a verb"
    default: nil
    }
  }

  private var argumentSentence: String? {
    switch self {
    case .unknownOption(let name, let owner, _, _): "\(owner) has no option \(name)"
    case .missingArgument(let name, let owner, let expected):
      "\(owner) needs \(name): \(expected)"
    case .duplicateArgument(let name, let owner): "\(owner) is given \(name) twice"
    case .tooManyArguments(let owner, 0, _): "\(owner) takes no arguments without a name"
    case .tooManyArguments(let owner, let expected, _):
      "\(owner) takes at most \(counted(expected, "argument")) without a name"
    case .positionalAfterAll(let name, let owner):
      "\(owner) is given \(name) by name and by position"
    case .keywordWithoutValue(let name, let owner): "\(owner) needs a value after \(name)"
    case .wrongArgument(let name, let expected, let found):
      "\(name): expected \(expected), got \(found)"
    case .unknownChoice(let parameter, let found, _, let choices):
      "\(parameter): expected \(oneOf(choices)), got \(found)"
    case .noCandidates(let parameter, let category, let found):
      "\(parameter): there is no \(category) yet, so \(found) is none"
    case .wrongArity(let function, let expected, let found):
      "\(function) takes \(expected), got \(found)"
    case .unknownWord(let parameter, let name, let expected, _):
      "\(parameter): expected \(expected), got \(name), and nothing is called that"
    case .notInCatalogue(let name, let categories, _):
      "there is no \(categories.joined(separator: " or ")) \(name)"
    case .negativeWeight(let categories):
      "\(withArticle(categories.joined(separator: " or "))) cannot be subtracted: what counts against "
        + "the sum would be made large without end"
    case .badWeight(let weight, let categories):
      "the weight of \(withArticle(categories.joined(separator: " or "))) must be above 0, "
        + "got \(numberText(weight))"
    case .notCombinable(let operation, let categories):
      "\(operation) means nothing here: \(plural(categories.joined(separator: " or "))) are added up, "
        + "and multiplied by numbers"
    case .undeclaredArgument(let name): "the argument \(name) was asked for but is not declared"
    default: nil
    }
  }

  private var valueSentence: String? {
    switch self {
    case .needsNumbers(let operation, let left, let right):
      "\(operation) needs two numbers, got \(left) and \(right)"
    case .needsNumber(let operation, let found): "\(operation) needs a number, got \(found)"
    case .needsCondition(let found): "expected a condition that is true or false, got \(found)"
    case .notComparable(let left, let right): "\(left) and \(right) have no order"
    case .notIterable(let found): "expected a list or a range to go through, got \(found)"
    case .notIndexable(let found): "only a list, a range or a text has elements, got \(found)"
    case .badIndex(let found): "an index is a whole number, got \(found)"
    case .indexOutOfRange(let index, 0): "there is no element \(index): the list is empty"
    case .indexOutOfRange(let index, let count):
      "there is no element \(index): the elements go from 0 to \(count - 1)"
    case .badRangeEnd(let found): "a range goes from a whole number to a whole number, got \(found)"
    case .notALayer(let found): "a -> b builds a model of layers, got \(found)"
    case .notConvertible(let found, let kind): "\(found) is not \(kind)"
    case .emptyList(let function): "\(function) of an empty list is undefined"
    case .outsideDomain(let function, let expected, let found):
      "\(function) needs \(expected), got \(found)"
    case .divisionByZero(let operation): "\(operation) by zero is undefined"
    default: nil
    }
  }

  private var statementSentence: String? {
    switch self {
    case .assertionFailed(let condition, let why, let facts):
      "assertion failed: \(why ?? condition)"
        + (facts.isEmpty ? "" : " (" + facts.joined(separator: ", ") + ")")
    case .outsideFunction: "return stands outside of a function"
    case .outsideLoop(let word): "\(word) stands outside of a loop"
    case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
    case .notText(let path): "\(path) is not UTF-8 text"
    case .sourceCycle(let path): "\(path) sources itself"
    case .limit(let limit, let most): limit.sentence(most)
    case .interrupted: "interrupted"
    default: nil
    }
  }

  /// What to type instead.
  public var hint: String? {
    switch self {
    case .unknownVerb(_, let nearest): nearest ?? "help"
    case .unknownName(_, let nearest): nearest
    case .unknownFunction(_, let nearest): nearest ?? "help functions"
    case .verbAsName(let name): "let my_\(name) = ..."
    case .verbInExpression(let name): "let result = \(name) ..."
    case .unknownWord(_, _, _, let hint): hint
    case .tooManyArguments(_, _, let options):
      options.isEmpty ? nil : listed(options.map { $0 + "=" })
    case .notInCatalogue(_, let categories, let nearest):
      nearest ?? categories.first.map { "help \(plural($0))" }
    case .negativeWeight(let categories), .badWeight(_, let categories),
      .notCombinable(_, let categories):
      categories.first.map { "\($0) a + 0.3 * b" }
    case .assignmentBeforeLet(let name, let nearest): nearest ?? "let \(name) = ..."
    case .noField(_, _, let nearest, let fields): nearest ?? listed(fields)
    case .functionAsStatement(let name): "\(name)(...)"
    case .unknownOption(_, _, let nearest, let options): nearest.map { $0 + "=" } ?? listed(options)
    case .unknownChoice(_, _, let nearest, _): nearest.map(nameAsTyped)
    case .indexOutOfRange(_, let count) where count > 0: "-1 for the last element"
    default: nil
    }
  }
}

extension LanguageError.Limit {
  fileprivate func sentence(_ most: Int) -> String {
    switch self {
    case .nesting: "nested too deeply: at most \(most) levels"
    case .calls: "functions call one another too deeply: at most \(most) levels"
    case .rounds: "the loop went on for more than \(most) rounds"
    case .text: "the text grew beyond \(most) bytes"
    case .list: "the list grew beyond \(most) elements"
    case .range: "the range has more than \(most) numbers"
    case .sources: "files source one another too deeply: at most \(most) levels"
    case .fileSize: "the file is larger than \(most) bytes"
    case .stack: "nested too deeply for the memory set aside"
    }
  }
}

private func listed(_ names: [String]) -> String? {
  names.isEmpty ? nil : names.prefix(12).joined(separator: ", ")
}

private func plural(_ noun: String) -> String {
  if noun.hasSuffix("s") { return noun + "es" }
  return noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
}

private func oneOf(_ names: [String]) -> String {
  let names = names.map(nameAsTyped)
  return names.count == 1 ? names[0] : "one of " + names.joined(separator: ", ")
}

private func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
