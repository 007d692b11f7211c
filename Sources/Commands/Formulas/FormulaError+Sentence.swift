import Language

extension FormulaError: ExplainedError {
  /// What is wrong, in one sentence.
  var message: String { headSentence ?? nameSentence ?? shapeSentence ?? "something went wrong" }

  private var headSentence: String? {
    switch self {
    case .nameTaken(let name):
      "\(name) is a loss of lossrepl; a loss of your own needs another name"
    case .tooFewParameters(let count):
      "a loss is a formula over targets and predictions, "
        + (count == 0 ? "and none is named" : "and only one is named")
    case .swapped(let first, let second):
      "targets come first and predictions second, so \(first) would be the targets and \(second) the "
        + "predictions"
    case .dataWithDefault(let name): "\(name) stands for data and has no default"
    case .noDefault(let name): "the parameter \(name) needs a default"
    case .badDefault(let name, let found):
      "the default of \(name) must be a finite number, got \(found)"
    case .reservedParameter(let name):
      "\(name) means the same in every loss and cannot be a parameter"
    default: nil
    }
  }

  private var nameSentence: String? {
    switch self {
    case .unknownName(let name, _, _): "nothing is called \(name) in this formula"
    case .functionAsValue(let name, _): "\(name) is a function and needs its arguments"
    case .notANumber(let name, let found): "\(name) is \(found); a formula is over numbers"
    case .unknownFunction(let name, _): "there is no function \(name) for formulas"
    case .functionOfTheLanguage(let name):
      "\(name) is a function written with def, which cannot be differentiated"
    case .lossInFormula(let name):
      "\(name) is a loss; losses are added up outside of formulas"
    case .recursion(let name): "\(name) cannot be part of its own formula"
    default: nil
    }
  }

  private var shapeSentence: String? {
    switch self {
    case .notInFormula(let found, _): "\(found) cannot stand in a formula, which is over numbers"
    case .arguments(_, let usage, let found):
      "\(usage) is given \(found == 1 ? "1 argument" : "\(found) arguments")"
    case .namedArgument(let name, let function, _):
      "\(function) takes its arguments in order, without names, got \(name)="
    case .needsCondition(let place, let found):
      "\(place) needs a condition such as p > 0, got \(found)"
    case .needsOutputs(let function, let found):
      "\(function) runs along the outputs of a row, and \(found)"
    case .sumOverRows(let function):
      "\(function) runs along the outputs of a row, and this is one number per row already; rows are "
        + "added up or averaged after the formula, by the reduction"
    case .ignoresPrediction(let name):
      "the formula does not depend on \(name): there would be nothing to learn"
    case .isCondition: "a condition is flat everywhere: there would be nothing to learn"
    case .tooLong(let most): "the formula has more than \(most) parts"
    default: nil
    }
  }

  /// What to type instead.
  var hint: String? {
    switch self {
    case .nameTaken(let name): "loss my_\(name)(y, p) = ..."
    case .tooFewParameters: "loss name(y, p) = (y - p)^2"
    case .swapped(let first, let second): "loss name(\(second), \(first)) = ..."
    case .dataWithDefault(let name): name
    case .noDefault(let name), .badDefault(let name, _): "\(name)=1"
    case .unknownName(_, let nearest, let known): nearest ?? known.joined(separator: ", ")
    case .functionAsValue(_, let usage): usage
    case .notANumber(let name, _): "let \(name) = 1"
    case .unknownFunction(_, let nearest): nearest ?? "help formulas"
    case .functionOfTheLanguage: "write it out in the formula"
    case .lossInFormula(let name): "loss \(name) + 0.5 * mae"
    case .arguments(_, let usage, _): usage
    case .sumOverRows: "leave it out"
    case .notInFormula(_, let mend): mend
    case .namedArgument(_, _, let usage): usage
    case .isCondition: "where(p > 0, p, 0)"
    case .reservedParameter(let name): "another name, such as my_\(name)"
    default: nil
    }
  }
}
