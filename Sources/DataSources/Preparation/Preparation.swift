/// The statements about preprocessing in force, none of them fitted yet.
public struct Preparation: Sendable, Equatable {
  /// The statements, in the order they were typed.
  public private(set) var steps: [PreparationStep] = []

  /// No preprocessing.
  public init() {}

  /// With one more statement, checked against the columns it will meet.
  public func adding(_ step: PreparationStep, to dataset: Dataset) throws -> Preparation {
    var copy = self
    copy.steps.append(step)
    try step.checkOptions()
    try step.checkNames(dataset)
    if case .table = dataset.content {
      _ = try copy.plans(for: dataset)
    } else {
      try step.checkForArray()
    }
    return copy
  }
}

/// What is to be done with one column.
struct ColumnPlan {
  let column: Column
  var imputation: Imputation?
  var encoding: Encoding?
  /// How many words an encoding as a bag of words keeps.
  var vocabulary = 0
  /// How the column becomes a row of tokens, instead of an encoding.
  var tokens: TokenOptions?
  var scaling: Scaling?
}

extension Preparation {
  /// The kept feature columns, each with the last statements that cover it.
  func plans(for dataset: Dataset) throws -> [ColumnPlan] {
    let kept = keptColumns(dataset.featureColumns)
    guard !kept.isEmpty else { throw DataError.noFeatures }
    return try kept.map { column in
      var plan = ColumnPlan(column: column)
      for step in steps { try plan.take(step) }
      try plan.check(isScaledByName: isScaledByName(column))
      return plan
    }
  }

  private func keptColumns(_ columns: [Column]) -> [Column] {
    steps.reduce(columns) { kept, step in
      switch step {
      case .select(let names): kept.filter { names.contains($0.name) }
      case .drop(let names): kept.filter { !names.contains($0.name) }
      default: kept
      }
    }
  }

  private func isScaledByName(_ column: Column) -> Bool {
    steps.contains { step in
      if case .scale(let names?, _) = step { return names.contains(column.name) }
      return false
    }
  }
}

extension ColumnPlan {
  fileprivate mutating func take(_ step: PreparationStep) throws {
    switch step {
    case .select, .drop: break
    case .impute(let names, let method) where covers(names):
      imputation = method
    case .encode(let names, let method) where names == nil ? column.isText : covers(names):
      (encoding, tokens) = (method, nil)
    case .countWords(let names, let limit) where names == nil ? column.isText : covers(names):
      try checkText(Encoding.bag.name)
      (encoding, vocabulary, tokens) = (.bag, limit, nil)
    case .tokenize(let names, let options) where names == nil ? column.isText : covers(names):
      try checkText(options.unit.name)
      (encoding, tokens) = (nil, options)
    case .scale(let names, let method) where names == nil ? !column.isText : covers(names):
      scaling = method
    case .impute, .encode, .countWords, .tokenize, .scale: break
    }
  }

  private func checkText(_ step: String) throws {
    guard column.isText else {
      throw unsuitable(step, "it holds numbers", "encode \(typed(column.name))")
    }
  }

  private func covers(_ names: [String]?) -> Bool { names?.contains(column.name) ?? true }

  /// Whether the statements fit the column and each other.
  fileprivate mutating func check(isScaledByName: Bool) throws {
    if let imputation { try check(imputation) }
    guard let scaling else { return }
    if encoding == nil, tokens == nil {
      guard column.isText else { return }
      throw unsuitable(scaling.name, "it is text", "encode \(typed(column.name))")
    }
    if !isScaledByName {
      // `scale` without names means measurements and not the codes of categories.
      self.scaling = nil
    } else if let word = tokens?.unit.rawValue ?? encoding?.rawValue, encoding != .ordinal {
      throw unsuitable(
        scaling.name, "it is encoded \(word)",
        "leave \(typed(column.name)) out of scale")
    }
  }

  private func check(_ imputation: Imputation) throws {
    switch imputation {
    case .automatic, .mostFrequent: break
    case .mean, .median:
      guard column.isText else { return }
      throw unsuitable(
        imputation.name, "it is text", "impute \(typed(column.name)) method=most_frequent")
    case .constant(let value):
      guard !column.isText, Double(value)?.isFinite != true else { return }
      throw unsuitable(
        imputation.name, "it holds numbers", "impute \(typed(column.name)) constant=0")
    }
  }

  private func unsuitable(_ step: String, _ reason: String, _ hint: String) -> DataError {
    .unsuitableStep(step: step, column: column.name, reason: reason, hint: hint)
  }
}

extension PreparationStep {
  /// The statement's verb and the columns it names.
  private var verbAndNames: (verb: String, names: [String]) {
    switch self {
    case .select(let names): ("select", names)
    case .drop(let names): ("select drop=", names)
    case .impute(let names, _): ("impute", names ?? [])
    case .encode(let names, _), .countWords(let names, _), .tokenize(let names, _):
      ("encode", names ?? [])
    case .scale(let names, _): ("scale", names ?? [])
    }
  }

  fileprivate func checkNames(_ dataset: Dataset) throws {
    let (verb, names) = verbAndNames
    guard case .table = dataset.content else { return }
    for name in names {
      if dataset.targetNames.contains(name) {
        // Naming the target among the columns to keep changes nothing.
        if case .select = self { continue }
        throw DataError.targetAsFeature(name: name, verb: verb)
      }
      guard dataset.columnNames.contains(name) else {
        throw unknownColumnError(name, among: dataset.columnNames)
      }
    }
  }

  fileprivate func checkForArray() throws {
    let (verb, names) = verbAndNames
    let hint = "\(verb) without column names works on all values"
    let reason = "the features are an array without columns"
    switch self {
    case .select, .drop, .encode, .countWords, .tokenize:
      throw DataError.unsuitableStep(
        step: verb, column: names.first ?? "", reason: reason,
        hint: "scale and impute work on arrays")
    case .impute(_, .constant(let value)) where Double(value)?.isFinite != true:
      throw DataError.badStepOption(
        step: "impute", option: "constant=\(value)", problem: "is no number")
    case .impute(let names?, _), .scale(let names?, _):
      throw DataError.unsuitableStep(
        step: verb, column: names.first ?? "", reason: reason, hint: hint)
    case .impute, .scale: break
    }
  }

  fileprivate func checkOptions() throws {
    if case .countWords(_, let limit) = self, limit < 1 {
      throw DataError.badStepOption(
        step: "encode", option: "vocabulary=\(limit)", problem: "keeps no word")
    }
    if case .tokenize(_, let options) = self { try options.check() }
    guard case .scale(_, .divide(let divisor)) = self else { return }
    guard divisor.isFinite, divisor != 0, Float(1 / divisor).isFinite, 1 / divisor != 0 else {
      throw DataError.badStepOption(
        step: "scale", option: "divide=\(plainNumber(divisor))", problem: "cannot divide")
    }
  }
}
