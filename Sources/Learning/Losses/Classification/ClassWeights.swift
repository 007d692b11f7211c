import Graphs
import Tensors

extension LossInputs {
  /// The option `class_weights` as a constant [classes], nil when it was not given.
  ///
  /// - Throws: `LearningError` for a list of another length or a class the data does not have.
  func classWeights(classes count: Int) throws -> Expression? {
    let weights = try resolveClassWeights(options["class_weights"], count: count, names: classes)
    return try weights.map { try .constant(values: $0, shape: [count]) }
  }
}

/// Class weights by order or by name as one number per class; a class not named weighs 1.
func resolveClassWeights(
  _ option: OptionValue, count: Int, names: [String]
) throws -> [Double]? {
  switch option {
  case .numbers(let weights):
    guard weights.count == count else {
      throw LearningError.classWeightCount(given: weights.count, classes: count)
    }
    return weights
  case .pairs(let pairs):
    var weights = [Double](repeating: 1, count: count)
    for (name, weight) in pairs {
      guard let index = names.firstIndex(of: name), index < count else {
        throw LearningError.unknownClass(name, known: names)
      }
      weights[index] = weight
    }
    return weights
  default: return nil
  }
}
