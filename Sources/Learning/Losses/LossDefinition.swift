import Graphs

/// What a loss compares predictions with.
public enum TargetKind: String, Sendable {
  /// One class per row, as an index.
  case classes
  /// One number per output and row.
  case numbers
  /// Zero or one, or a probability, per output and row; two classes count as zero and one.
  case binary
  /// A probability for each class and row.
  case distributions
}

/// What a loss takes the outputs of a model for.
public enum PredictionKind: Sendable {
  /// Numbers of any size.
  case numbers
  /// Raw scores; the loss applies its own sigmoid or softmax.
  case logits
  /// Numbers from 0 to 1.
  case probabilities
}

/// The targets of a batch as the graph sees them.
public enum LossTarget: Sendable {
  /// One class index per row, [n].
  case indices(Expression)
  /// Numbers of the shape of the predictions.
  case values(Expression)
}

/// All that a loss may read.
public struct LossInputs: Sendable {
  /// The outputs of the model, [n, k].
  public let prediction: Expression
  /// What they are compared with.
  public let target: LossTarget
  /// The checked options of the loss.
  public let options: Options
  /// The names of the classes, empty where the targets are numbers.
  public let classes: [String]

  /// Gathers what a loss reads.
  public init(
    prediction: Expression, target: LossTarget, options: Options, classes: [String] = []
  ) {
    self.prediction = prediction
    self.target = target
    self.options = options
    self.classes = classes
  }
}

/// What a loss returns: its values before any reduction.
public struct LossTerms: Sendable {
  /// One value per element, [n, k], or per row, [n].
  public let values: Expression
  /// What each row counts in the divisor of a mean, [n]; one (times k) when nil.
  public let rowDivisor: Expression?

  /// Values that a mean divides by their number, or by the sum of `rowDivisor`.
  public init(_ values: Expression, rowDivisor: Expression? = nil) {
    self.values = values
    self.rowDivisor = rowDivisor
  }
}

/// A loss: its declaration, what it compares, and its formula as a function of graph nodes.
public struct LossDefinition: Definition {
  /// Losses.
  public static let category = Category.loss
  /// Every loss.
  public static let all: [LossDefinition] = [
    .meanSquaredError, .meanAbsoluteError, .huber, .binaryCrossEntropy, .crossEntropy,
  ]

  /// Name, options, formula.
  public let declaration: Declaration
  /// The targets it can be given.
  public let targets: [TargetKind]
  /// What the mean over a batch divides by, in words.
  public let meanDividesBy: String
  /// How it reads the outputs of the model.
  public let predictions: @Sendable (Options) -> PredictionKind
  /// Its formula.
  let formula: @Sendable (LossInputs) throws -> LossTerms

  /// Defines a loss.
  public init(
    _ declaration: Declaration, targets: [TargetKind], meanDividesBy: String,
    predictions: @escaping @Sendable (Options) -> PredictionKind = { _ in .numbers },
    formula: @escaping @Sendable (LossInputs) throws -> LossTerms
  ) {
    self.declaration = declaration
    self.targets = targets
    self.meanDividesBy = meanDividesBy
    self.predictions = predictions
    self.formula = formula
  }
}

extension LossDefinition {
  /// The values of the loss, after one check of the shapes for every loss.
  ///
  /// - Throws: `LearningError.shapesDiffer` with both shapes.
  public func terms(_ inputs: LossInputs) throws -> LossTerms {
    switch inputs.target {
    case .values(let values) where values.shape != inputs.prediction.shape:
      throw LearningError.shapesDiffer(
        name, predictions: inputs.prediction.shape, targets: values.shape)
    case .indices(let indices)
    where inputs.prediction.shape.rank != 2 || indices.shape != [inputs.prediction.shape[0]]:
      throw LearningError.shapesDiffer(
        name, predictions: inputs.prediction.shape, targets: indices.shape)
    default: return try formula(inputs)
    }
  }
}

extension LossInputs {
  /// The targets as numbers, for losses that compare element by element.
  ///
  /// - Throws: `LearningError.wrongTarget` when they are class indices.
  func values() throws -> Expression {
    guard case .values(let values) = target else {
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "numbers", found: "classes")
    }
    return values
  }
}
