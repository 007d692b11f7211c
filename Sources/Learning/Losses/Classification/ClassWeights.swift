import Graphs
import Tensors

extension LossInputs {
  /// The option `class_weights` as a constant [classes], nil when it was not given.
  ///
  /// - Throws: `LearningError` for a list of another length or a class the data does not have.
  func classWeights(classes count: Int) throws -> Expression? {
    let weights = try options.weights("class_weights", count: count, names: classes)
    return try weights.map { try .constant(values: $0, shape: [count]) }
  }
}

extension Options {
  /// An option that weighs classes, by order or by name, as one number per class; a class not named
  /// weighs 1.
  ///
  /// - Throws: `LearningError` for a list of another length or a class the data does not have.
  func weights(_ option: String, count: Int, names: [String]) throws -> [Double]? {
    switch self[option] {
    case .numbers(let weights):
      guard weights.count == count else {
        throw LearningError.classWeightCount(
          option: option, given: weights.count, classes: count)
      }
      return weights
    case .pairs(let pairs):
      return try pairs.reduce(into: [Double](repeating: 1, count: count)) { weights, pair in
        guard let index = names.firstIndex(of: pair.0), index < count else {
          throw LearningError.unknownClass(option: option, pair.0, known: names)
        }
        weights[index] = pair.1
      }
    case .text(let balance):
      throw LearningError.optionsDisagree(
        "\(option)=\(balance)", reason: "the rows of the training part are not known here",
        mend: "give the weights as numbers: \(option)=[1, 2]")
    default: return nil
    }
  }

  /// Whether this very option was declared; another of the same name may mean something else.
  func declares(_ option: OptionDeclaration) -> Bool { declaration.options.contains(option) }
}

extension OptionDeclaration {
  static let classWeights = OptionDeclaration(
    "class_weights",
    """
    what a row of each class counts: [1, 2, 1] in the order of the classes, or [["a", 2]] by name, \
    the others then counting 1; balanced: every class counts alike; effective: by effective numbers
    """,
    .optional(
      .anyOf([
        .numbers(.atLeast(0)), .pairs(.atLeast(0)), .choice(ClassBalance.allCases.map(\.rawValue)),
      ])), default: OptionValue.none)

  static let positiveWeight = OptionDeclaration(
    "positive_weight", "how many times a positive target counts", .number(.above(0)),
    default: .number(1))

  static let labelSmoothing = OptionDeclaration(
    "label_smoothing", "the share of each target spread evenly over all classes",
    .number(.between(0, 1)), default: .number(0))

  static let ignoreIndex = OptionDeclaration(
    "ignore_index", "the class number whose rows are left out",
    .integer(-1_000_000...1_000_000), default: .number(-100))
}
