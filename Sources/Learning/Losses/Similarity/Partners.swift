import Graphs

extension LossInputs {
  /// An array of one partner for each row, where the loss is not given classes.
  ///
  /// - Throws: `LearningError` for targets that are no classes, an array that was not given, and
  ///   one of another shape than the predictions.
  func partner(_ name: String) throws -> Expression {
    guard case .nothing = target else {
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "classes", found: target.word)
    }
    guard let array = extras[name] else {
      throw LearningError.missingArray(
        options.declaration.name, array: name,
        summary: "a partner for each row, where there are no classes")
    }
    guard array.shape == prediction.shape else {
      throw LearningError.shapesDiffer(
        options.declaration.name, predictions: prediction.shape, targets: array.shape)
    }
    return array
  }
}
