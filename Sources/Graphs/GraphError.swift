import Tensors

/// What can be wrong with a graph, its gradient, or the plan made from it.
public enum GraphError: Error, Sendable, Equatable {
  /// Two operands whose shapes had to agree do not.
  case shapeMismatch(operation: String, first: Shape, second: Shape)
  /// An operand has the wrong number of dimensions.
  case wrongRank(operation: String, shape: Shape, expected: String)
  /// A list of numbers does not fill its shape.
  case countMismatch(operation: String, shape: Shape, count: Int)
  /// No such axis.
  case noSuchAxis(operation: String, axis: Int, shape: Shape)
  /// Class indices stand where numbers are needed.
  case indicesAsNumbers(operation: String, name: String)
  /// Numbers stand where class indices are needed.
  case numbersAsIndices(operation: String, shape: Shape)
  /// An option outside its range: a dropout rate of 1.5.
  case badOption(operation: String, option: String, value: Double, expected: String)
  /// A length or a label of a sequence out of range; rows and labels count from 0.
  case badSequence(operation: String, row: Int, what: String, value: Double, expected: String)
  /// A gradient was asked of something that is not one number.
  case gradientOfNonScalar(shape: Shape)
  /// A gradient was asked with respect to class indices.
  case gradientWithRespectToIndices(name: String)
  /// The derivative of a primitive that exists in fused form only.
  case noSecondDerivative(operation: String)
  /// A leaf was not fed.
  case notFed(kind: String, name: String)
  /// A leaf was fed with the wrong number of elements or rows.
  case fedShape(name: String, expected: Shape, found: Shape)
  /// A class index outside the classes.
  case indexOutOfRange(name: String, row: Int, index: Int, classes: Int)
  /// One name for two leaves of different kind or shape.
  case conflictingLeaves(name: String, first: String, second: String)
  /// An update's target is neither a parameter nor a state.
  case notUpdatable(found: String)
  /// The plan has no such name.
  case unknownName(kind: String, name: String, known: [String])
  /// A row order points outside its source.
  case rowOutOfRange(name: String, row: Int, rows: Int)
  /// One target was given two updates.
  case updatedTwice(name: String)
  /// A library or kernel refused its arguments.
  case refused(operation: String, status: Int)
}
