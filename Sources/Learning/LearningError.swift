import Tensors

/// What can be wrong with a model, an objective, training data or a fit.
public enum LearningError: Error, Sendable, Equatable {
  // MARK: Names and options

  /// No layer, loss, penalty, optimizer, schedule, metric or callback of this name.
  case unknownName(Category, name: String, known: [String])
  /// The thing has no option of this name.
  case unknownOption(String, option: String, known: [String])
  /// One option twice, by name or by place.
  case optionGivenTwice(String, option: String)
  /// More values without names than there are places for them.
  case tooManyValues(String, given: Int, accepted: [String])
  /// An option that has no default was left out.
  case missingOption(String, option: String, meaning: String)
  /// A value an option does not take.
  case outOfRange(call: String, option: String, allowed: String, meaning: String)
  /// Options that contradict each other.
  case optionsDisagree(String, reason: String, mend: String)

  /// A schedule without an end stands before another.
  case endlessSchedule(String, next: String)

  // MARK: Networks

  /// A model without layers.
  case emptyNetwork
  /// A layer that takes rows of one axis stands where rows have another shape.
  case rowsOfOneAxis(String, found: Shape)
  /// A layer stands where rows have a shape it cannot take.
  case layerRows(String, needs: String, found: Shape, mend: String)
  /// A layer that would learn more numbers than fit.
  case tooManyParameters(String, parameters: Double, limit: Int)
  /// Weights without an array the network learns.
  case missingWeights(String)
  /// An array of weights of another shape than the network's.
  case weightShape(String, expected: Shape, found: Shape)
  /// Rows of features of another shape than the network takes.
  case rowShape(expected: Shape, found: Shape)
  /// A feature that is no token of the embedding it goes to.
  case tokenOutsideVocabulary(
    String, row: Int, column: Int, value: Double, vocabulary: Int)

  // MARK: Objectives

  /// Predictions and targets of different shapes; nothing is ever broadcast.
  case shapesDiffer(String, predictions: Shape, targets: Shape)
  /// A loss without an array it cannot do without.
  case missingArray(String, array: String, summary: String)
  /// Two losses of a sum that cannot share targets or outputs.
  case lossesDisagree(String, String, what: String, first: String, second: String)
  /// A loss that compares one kind of target was given another.
  case wrongTarget(String, expected: String, found: String)
  /// The last layer has another number of outputs than the loss needs for this target.
  case outputCount(loss: String, reason: String, outputs: Shape, needed: Int)
  /// Outputs of several axes for a loss that compares one row of outputs.
  case severalOutputAxes(String, outputs: Shape)
  /// Outputs without a time axis for a loss on sequences.
  case noOutputTime(String, outputs: Shape)
  /// A loss for yes-or-no targets was given more or fewer than two classes.
  case notTwoClasses(String, classes: Int)
  /// A layer applies what the loss applies itself.
  case activationBeforeLoss(layer: String, index: Int, loss: String)
  /// A loss that reads probabilities stands after a layer that does not make any.
  case notProbabilities(loss: String, layer: String, needed: String)
  /// A loss that compares scores of any size stands after a layer that keeps them from 0 to 1.
  case squashedScores(layer: String, index: Int, loss: String)
  /// A loss that reads logarithms of probabilities stands after a layer that does not make any.
  case notLogProbabilities(loss: String, layer: String)
  /// As many class weights as there are not classes.
  case classWeightCount(option: String = "class_weights", given: Int, classes: Int)
  /// A class weight for a class the data does not have.
  case unknownClass(option: String = "class_weights", String, known: [String])
  /// A single alpha for a loss on several classes.
  case alphaOfSeveralClasses(call: String, alpha: Double, classes: Int)
  /// Weights that weigh every class alike.
  case equalClassWeights(call: String, option: String, weight: Double)
  /// A weight that leaves a class out of the loss.
  case silencedClass(call: String, option: String, classes: [String])

  // MARK: Data

  /// No rows to train on or to judge.
  case noRows(String)
  /// Features and targets of different numbers of rows.
  case rowCounts(features: Int, other: Int, what: String)
  /// A number among the features that is not finite; rows and columns count from 1.
  case notFinite(String, row: Int, column: Int, value: String)
  /// A class index without a class; rows count from 1.
  case labelOutsideClasses(row: Int, label: Int, classes: Int)
  /// A number that should be a probability; rows count from 1.
  case notAProbability(String, row: Int, value: String)
  /// A number that should be −1 or 1; rows count from 1.
  case notASign(row: Int, value: String)
  /// Targets of which some are 0 and some −1; rows count from 1.
  case bothZeroAndMinusOne(zero: Int, minus: Int)
  /// A distribution that does not sum to 1; rows count from 1.
  case notADistribution(row: Int, sum: String)
  /// A target or prediction the formula of the loss is not defined for; rows count from 1.
  case outsideDomain(String, what: String, row: Int, value: String, allowed: String)
  /// A row weight below 0 or not finite; rows count from 1.
  case badRowWeight(row: Int, value: String)

  // MARK: Sequences

  /// Scores and labels whose axes do not go together.
  case sequenceAxes(String, axes: [String], predictions: Shape, labels: Shape)
  /// Lengths of more or fewer rows than there are.
  case lengthCount(String, array: String, given: Int, rows: Int)
  /// Layers with a way around them that change the shape.
  case skippedShape(String, input: Shape, output: Shape)
  /// A length out of range; rows count from 1.
  case badLength(String, array: String, row: Int, value: String, least: Int, most: Int)
  /// A label that is no class, or the blank; rows and positions count from 1.
  case badLabel(String, row: Int, position: Int, value: String, classes: Int, blank: Int)
  /// A blank that is none of the classes.
  case blankOutsideClasses(String, blank: Int, classes: Int)

  // MARK: Augmentations

  /// An augmentation of rows it cannot change.
  case augmentedRows(String, needs: String, found: Shape)
  /// An augmentation that would leave nothing of a row.
  case augmentedTooFar(String, option: String, size: Int, length: Int)

  // MARK: Fits

  /// A number of the configuration that makes no sense.
  case badConfiguration(String, allowed: String, found: String)
  /// A number to watch that the fit does not have.
  case unknownMonitor(String, known: [String])
  /// A number to watch that needs a validation part.
  case noValidation(monitor: String)
  /// A loss, or a weight, that became infinite or no number at all, and where that began.
  case notFiniteLoss(
    epoch: Int, step: Int, value: String, learningRate: Double, origin: NonFiniteOrigin?)
}
