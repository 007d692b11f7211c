import Tensors

extension GraphError {
  /// What is wrong, in one sentence: where, what was found, what was expected.
  public var message: String {
    switch self {
    case .shapeMismatch(let operation, let first, let second):
      "\(operation): shapes \(first) and \(second) do not fit"
    case .wrongRank(let operation, let shape, let expected):
      "\(operation): the operand has shape \(shape), expected \(expected)"
    case .countMismatch(let operation, let shape, let count):
      "\(operation): \(count) numbers for shape \(shape), which holds \(shape.count)"
    case .noSuchAxis(let operation, let axis, let shape):
      "\(operation): shape \(shape) has no axis \(axis)"
    case .indicesAsNumbers(let operation, let name):
      "\(operation): \"\(name)\" holds class indices, expected numbers"
    case .numbersAsIndices(let operation, let shape):
      "\(operation): numbers of shape \(shape) stand where class indices are expected"
    case .badOption(let operation, let option, let value, let expected):
      "\(operation): \(option) is \(value), expected \(expected)"
    case .badSequence(let operation, let row, let what, let value, let expected):
      "\(operation): \(what) of row \(row) is \(value), expected \(expected)"
    case .gradientOfNonScalar(let shape):
      "the gradient of a value of shape \(shape) was asked for, expected a single number"
    case .gradientWithRespectToIndices(let name):
      "\"\(name)\" holds class indices: there is no derivative with respect to them"
    case .noSecondDerivative(let operation):
      "\(operation) cannot be differentiated again"
    default: runtimeMessage
    }
  }

  /// The sentences of what goes wrong after building: feeding, compiling, running.
  private var runtimeMessage: String {
    switch self {
    case .notFed(let kind, let name):
      "the \(kind) \"\(name)\" was not given"
    case .fedShape(let name, let expected, let found):
      "\"\(name)\" was given with shape \(found), expected \(expected)"
    case .indexOutOfRange(let name, let row, let index, let classes):
      "\"\(name)\" holds class \(index) in row \(row), expected 0 to \(classes - 1)"
    case .conflictingLeaves(let name, let first, let second):
      "\"\(name)\" names both \(first) and \(second)"
    case .notUpdatable(let found):
      "\(found) cannot be updated, only a parameter or a state can"
    case .unknownName(let kind, let name, let known):
      "there is no \(kind) \"\(name)\" (there is: \(known.joined(separator: ", ")))"
    case .rowOutOfRange(let name, let row, let rows):
      "row \(row) of \"\(name)\" was asked for, which has \(rows) rows"
    case .updatedTwice(let name):
      "\"\(name)\" is given two updates, expected one"
    case .refused(let operation, let status):
      "\(operation) was refused with status \(status)"
    default: "the graph is malformed"
    }
  }

  /// What to do about it, where something general can be said.
  public var hint: String? {
    switch self {
    case .shapeMismatch:
      "only single numbers combine with any shape; otherwise both must have the same dimensions"
    case .gradientOfNonScalar:
      "reduce it with mean(...) or sum(...)"
    case .indexOutOfRange:
      "the model's last layer needs one output per class"
    default: nil
    }
  }
}

extension GraphError: CustomStringConvertible {
  /// The same as `message`.
  public var description: String { message }
}
