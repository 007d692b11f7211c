import Tensors

extension Specification where Defined == AugmentationDefinition {
  /// Refuses rows that the augmentation cannot change.
  ///
  /// - Parameter shape: the shape of a row.
  public func check(rows shape: Shape) throws {
    guard definition.rows.includes(shape) else {
      throw LearningError.augmentedRows("\(self)", needs: definition.rows.words, found: shape)
    }
    guard let (option, axis) = definition.extent else { return }
    let length = RowLayout(shape).length(axis)
    let size = options.integer(option)
    guard size < length else {
      throw LearningError.augmentedTooFar("\(self)", option: option, size: size, length: length)
    }
  }
}
