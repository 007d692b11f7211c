import Graphs
import Tensors

/// What a loss compares predictions with.
public enum TargetKind: String, Sendable {
  /// One class per row, as an index.
  case classes
  /// One number per output and row.
  case numbers
  /// Zero or one, or a probability, per output and row; two classes count as zero and one.
  case binary
  /// −1 or 1 per output and row, 0 standing for −1; two classes count as −1 and 1.
  case signs
  /// A probability for each class and row.
  case distributions
  /// A row of labels of its own length per example.
  case sequences
  /// Nothing: the loss compares its predictions with further arrays or with each other.
  case nothing
}

/// What a loss takes the outputs of a model for.
public enum PredictionKind: Sendable, Equatable {
  /// Numbers of any size.
  case numbers
  /// Raw scores; the loss applies its own sigmoid or softmax.
  case logits
  /// Numbers from 0 to 1.
  case probabilities
  /// Logarithms of probabilities, as after a log_softmax.
  case logProbabilities
  /// Scores whose order and distances count but which mean no probability.
  case scores
  /// A vector per row, to be compared with those of other rows by distance.
  case vectors
  /// A vector per row, to be compared with those of other rows by angle.
  case directions
}

/// The targets of a batch as the graph sees them.
public enum LossTarget: Sendable {
  /// One class index per row, [n].
  case indices(Expression)
  /// Numbers of the shape of the predictions.
  case values(Expression)
  /// One row of labels per example, [n, L], whole numbers fed as floats.
  case sequences(Expression)
  /// Nothing.
  case nothing
}

extension LossTarget {
  /// What it is, in a word.
  var word: String {
    switch self {
    case .indices: "classes"
    case .values: "numbers"
    case .sequences: "sequences"
    case .nothing: "nothing"
    }
  }
}

/// How many outputs a loss wants of a model.
public enum LossOutputs: Sendable, Equatable {
  /// One per class or per number of the target.
  case onePerTarget
  /// Two per number of the target: all the first ones, then all the second ones.
  case twoPerTarget
  /// As many as there are.
  case any
}

/// How the outputs of a model stand to numbers of the target.
public enum OutputScale: Sendable, Equatable {
  /// They are such numbers.
  case target
  /// They are logarithms of such numbers.
  case logarithm
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
  /// The further arrays of the loss, by name.
  public let extras: [String: Expression]
  /// The learned arrays of the loss as stored, by name.
  public let learned: [String: Expression]
  /// The numbers that change from epoch to epoch, by name, each a scalar.
  public let scheduled: [String: Expression]

  /// Gathers what a loss reads.
  public init(
    prediction: Expression, target: LossTarget, options: Options, classes: [String] = [],
    extras: [String: Expression] = [:], learned: [String: Expression] = [:],
    scheduled: [String: Expression] = [:]
  ) {
    self.prediction = prediction
    self.target = target
    self.options = options
    self.classes = classes
    self.extras = extras
    self.learned = learned
    self.scheduled = scheduled
  }
}

/// A loss: its declaration, what it compares, and its formula as a function of graph nodes.
public struct LossDefinition: Definition {
  /// Losses.
  public static let category = Category.loss
  /// Every loss, by task.
  public static let all: [LossDefinition] =
    regression + classification + distributions + similarity + sequences + adaptive

  /// Name, options, formula.
  public let declaration: Declaration
  /// The job it is for.
  public let task: LossTask
  /// What targets look like, when to use it and when not.
  public let guide: LossGuide
  /// The targets it can be given.
  public let targets: [TargetKind]
  /// What the mean over a batch divides by, in words.
  public let meanDividesBy: String
  /// How it reads the outputs of the model.
  public let predictions: @Sendable (Options) -> PredictionKind
  /// The numbers its targets may be; row and value are named where one is not.
  public let targetDomain: Bounds
  /// The numbers predictions from elsewhere may be.
  ///
  /// A model on its way may leave them: there the formula goes on in a way its discussion states.
  public let predictionDomain: @Sendable (Options) -> Bounds
  /// How many outputs of the model it wants.
  public let outputs: @Sendable (Options) -> LossOutputs
  /// The axes of the predictions as they are handed over.
  public let layout: LossLayout
  /// How those outputs stand to numbers of the target.
  public let scale: @Sendable (Options) -> OutputScale
  /// The arrays it reads beside predictions and targets.
  public let extras: [LossExtra]
  /// The arrays it learns with the model.
  public let learned: @Sendable (Options) -> [LearnedParameter]
  /// The numbers of its formula that change from epoch to epoch.
  public let scheduled: @Sendable (Options) -> [ScheduledNumber]
  /// Refuses options that contradict each other.
  let checks: @Sendable (Options) throws -> Void
  /// The losses a sum of losses is made of; none for others.
  public internal(set) var summands: [LossSummand] = []
  /// Makes the same kind of sum of other losses.
  var recombine: (@Sendable ([LossSpecification]) throws -> LossDefinition)?
  /// Its formula.
  let formula: @Sendable (LossInputs) throws -> LossTerms

  /// Defines a loss.
  public init(
    _ declaration: Declaration, task: LossTask, guide: LossGuide, targets: [TargetKind],
    meanDividesBy: String,
    predictions: @escaping @Sendable (Options) -> PredictionKind = { _ in .numbers },
    targetDomain: Bounds = .any,
    predictionDomain: @escaping @Sendable (Options) -> Bounds = { _ in .any },
    outputs: @escaping @Sendable (Options) -> LossOutputs = { _ in .onePerTarget },
    scale: @escaping @Sendable (Options) -> OutputScale = { _ in .target },
    layout: LossLayout = .rows, extras: [LossExtra] = [],
    learned: @escaping @Sendable (Options) -> [LearnedParameter] = { _ in [] },
    scheduled: @escaping @Sendable (Options) -> [ScheduledNumber] = { _ in [] },
    checks: @escaping @Sendable (Options) throws -> Void = { _ in },
    formula: @escaping @Sendable (LossInputs) throws -> LossTerms
  ) {
    self.declaration = declaration
    self.task = task
    self.guide = guide
    self.targets = targets
    self.meanDividesBy = meanDividesBy
    self.predictions = predictions
    self.targetDomain = targetDomain
    self.predictionDomain = predictionDomain
    self.outputs = outputs
    self.scale = scale
    self.layout = layout
    self.extras = extras
    self.learned = learned
    self.scheduled = scheduled
    self.checks = checks
    self.formula = formula
  }
}

extension LossDefinition {
  /// Refuses options that are right one by one but contradict each other.
  public func check(_ options: Options) throws { try checks(options) }

  /// The values of the loss, after one check of the shapes for every loss.
  ///
  /// - Throws: `LearningError.shapesDiffer` with both shapes, `.missingArray` for a further array
  ///   that was not given.
  public func terms(_ inputs: LossInputs) throws -> LossTerms {
    if let target = inputs.targetShape, !accepts(target, inputs) {
      throw LearningError.shapesDiffer(
        name, predictions: inputs.prediction.shape, targets: target)
    }
    for extra in extras where extra.isRequired && inputs.extras[extra.name] == nil {
      throw LearningError.missingArray(name, array: extra.name, summary: extra.summary)
    }
    return try formula(inputs)
  }

  private func accepts(_ target: Shape, _ inputs: LossInputs) -> Bool {
    let prediction = inputs.prediction.shape
    switch inputs.target {
    case .indices: return prediction.rank == 2 && target == [prediction[0]]
    case .values:
      switch outputs(inputs.options) {
      case .onePerTarget: return target == prediction
      case .twoPerTarget:
        return target.rank == 2 && prediction == [target[0], 2 * target[1]]
      case .any: return target.rank > 0 && prediction.rank > 0 && target[0] == prediction[0]
      }
    case .sequences:
      return prediction.rank == layout.axes.count && target.rank == 2 && target[0] == prediction[0]
    case .nothing: return true
    }
  }
}

extension LossInputs {
  /// The shape of the targets, nil where there are none.
  fileprivate var targetShape: Shape? {
    switch target {
    case .indices(let target), .values(let target), .sequences(let target): target.shape
    case .nothing: nil
    }
  }

  /// The targets as numbers, for losses that compare element by element.
  ///
  /// - Throws: `LearningError.wrongTarget` when they are class indices.
  func values() throws -> Expression {
    guard case .values(let values) = target else {
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "numbers", found: target.word)
    }
    return values
  }

  /// The class of each row, for losses that compare with nothing else.
  ///
  /// - Throws: `LearningError.wrongTarget` when they are numbers.
  func indices() throws -> Expression {
    guard case .indices(let indices) = target else {
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "classes", found: target.word)
    }
    return indices
  }

  /// A learned array of the loss, as stored.
  ///
  /// - Throws: `LearningError.missingWeights` when whoever built the graph left it out.
  func learnedArray(_ name: String) throws -> Expression {
    guard let array = learned[name] else {
      throw LearningError.missingWeights(LossSpecification.parameterPrefix + name)
    }
    return array
  }
}
