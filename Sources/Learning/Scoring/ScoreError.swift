import Tensors

/// What can be wrong with predictions from elsewhere and with what they are judged by.
///
/// Rows, columns and examples count from 1, as in every message.
public enum ScoreError: Error, Sendable, Equatable {
  /// Neither a loss nor a metric was asked for.
  case nothingAsked
  /// An array without rows.
  case noRows(String)
  /// Predictions with more or fewer axes than the loss reads.
  case predictionAxes(judge: String, found: Shape, expected: String, mend: String)
  /// Predictions and targets of shapes that do not go together; nothing is ever broadcast.
  case shapesDiffer(judge: String, predictions: Shape, targets: Shape, expected: String)
  /// Another number of rows than the predictions have.
  case rowCount(argument: String, rows: Int, predictions: Int)
  /// Another shape than the judge reads.
  case arrayShape(argument: String, found: Shape, expected: String)
  /// A judge that compares with targets was given none.
  case noTargets(judge: String, expected: String)
  /// A judge that compares with no targets was given some.
  case needlessTargets(judge: String, arrays: [String])
  /// An array that the loss does not read.
  case needlessArray(judge: String, array: String, known: [String])
  /// A number that is infinite or none at all.
  case notFinite(argument: String, place: String, value: Double)
  /// A number that should be a probability.
  case notAProbability(argument: String, place: String, value: Double, areSigns: Bool)
  /// A row that should be a distribution.
  case notADistribution(argument: String, row: Int, sum: Double)
  /// A class or a length that is no whole number.
  case notWhole(argument: String, place: String, value: Double, what: String)
  /// A class number without a column.
  case labelOutsideClasses(
    argument: String, row: Int, label: Double, classes: Int, startAtOne: Bool)
  /// A target that is neither of the two numbers a judge takes for no and yes.
  case notTwoClasses(judge: String, row: Int, value: Double)
  /// Targets that are names, where nothing tells which column is which.
  case namesWithoutClasses(first: String)
  /// A name that is none of the classes.
  case unknownClass(row: Int, name: String, known: [String])
  /// More or fewer names than classes.
  case classCount(names: Int, classes: Int)
  /// Labels in one list where nothing tells whose they are.
  case labelsInOneList(examples: Int)
  /// Lengths that do not add up to the labels given in one list.
  case lengthSum(labels: Int, sum: Double)
  /// Examples without any alignment, whose loss is infinite.
  case infeasible(judge: String, [InfeasibleExample])
  /// A weight below 0, infinite or none at all.
  case badWeight(row: Int, value: Double)
  /// A metric that does not fit what is judged.
  case unsuitableMetric(String, reason: String, mend: String)
}

extension ScoreError {
  /// The argument of the verb that the mistake is in.
  public var argument: String {
    switch self {
    case .nothingAsked: "loss"
    case .noRows(let argument), .rowCount(let argument, _, _), .arrayShape(let argument, _, _),
      .notFinite(let argument, _, _), .notAProbability(let argument, _, _, _),
      .notADistribution(let argument, _, _), .notWhole(let argument, _, _, _),
      .labelOutsideClasses(let argument, _, _, _, _):
      argument
    case .predictionAxes: "predictions"
    case .shapesDiffer, .noTargets, .needlessTargets, .notTwoClasses,
      .namesWithoutClasses, .unknownClass, .labelsInOneList, .infeasible:
      "targets"
    case .lengthSum: "target_lengths"
    case .needlessArray(_, let array, _): array
    case .classCount: "classes"
    case .badWeight: "weights"
    case .unsuitableMetric: "metrics"
    }
  }
}
