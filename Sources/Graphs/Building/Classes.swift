import Tensors

// Rows as distributions over classes. All of these work along the last axis.

/// log Σ exp(x) of each row, without overflow.
public func logSumExp(_ x: Expression) throws -> Expression {
  try Primitive.logarithmOfSumOfExponentials(x)
}

/// exp(x) / Σ exp(x) of each row.
public func softmax(_ x: Expression) throws -> Expression {
  try Primitive.normalizedExponential(x)
}

/// log softmax(x) = x - logSumExp(x) of each row.
public func logSoftmax(_ x: Expression) throws -> Expression {
  try Primitive.logarithmOfNormalizedExponential(x)
}

/// The largest element of each row; equal ones share the derivative.
public func rowMaximum(_ x: Expression) throws -> Expression {
  try Primitive.largestOfRow(x)
}

/// The smallest element of each row; equal ones share the derivative.
public func rowMinimum(_ x: Expression) throws -> Expression {
  try -rowMaximum(-x)
}

/// The element each row's class index points at: [rows, classes] and [rows] give [rows].
public func pick(_ x: Expression, _ indices: Expression) throws -> Expression {
  try Primitive.picking(x, indices)
}

/// Rows of `classes` numbers that are 1 at the class index and 0 elsewhere.
public func oneHot(_ indices: Expression, classes: Int) throws -> Expression {
  guard classes > 0 else {
    throw GraphError.badOption(
      operation: "oneHot", option: "classes", value: Double(classes), expected: "at least 1")
  }
  return try Primitive.oneHotRows(indices, attributes: .classes(classes))
}

/// Cross-entropy of each row of logits [rows, classes] against class indices [rows], in PyTorch's
/// convention for smoothing and weights (the mean over rows is up to the caller): the target gives
/// (1 - s) w_y to class y and s w_c / C to each class c.
///
/// `classWeights` has shape [classes].
public func softmaxCrossEntropy(
  _ logits: Expression, indices: Expression, labelSmoothing: Double = 0,
  classWeights: Expression? = nil
) throws -> Expression {
  guard (0...1).contains(labelSmoothing) else {
    throw GraphError.badOption(
      operation: "softmaxCrossEntropy", option: "label smoothing", value: labelSmoothing,
      expected: "0 to 1")
  }
  let weights = classWeights ?? .constant(1, shape: [logits.columns])
  return try Primitive.crossEntropyOfIndices(
    logits, indices, weights, attributes: .smoothing(labelSmoothing))
}

/// Cross-entropy of each row of logits against a row of target weights of the same shape.
public func softmaxCrossEntropy(_ logits: Expression, targets: Expression) throws -> Expression {
  try Primitive.crossEntropyOfTargets(logits, targets)
}

/// Binary cross-entropy of logits against targets in 0...1, elementwise.
///
///     -t log σ(x) - (1 - t) log(1 - σ(x)) = softplus(x) - t x
///
/// since log σ(x) = x - softplus(x) and log(1 - σ(x)) = -softplus(x).
public func binaryCrossEntropyWithLogits(_ x: Expression, targets: Expression) throws
  -> Expression
{
  try softplus(x) - targets * x
}
