import Tensors

/// Connectionist temporal classification of scores [n, T, C] against labels [n, L], one value per
/// example: −log of the probability that the frames, each given a class by softmax, read as the
/// labels once repetitions and then blanks are dropped.
///
/// Lengths, [n], say how many frames and labels of each example count; all of them when nil. Labels
/// and lengths are whole numbers fed as floats. An example with too few frames for its labels has the
/// loss infinity, or 0 if `zeroInfinity`, and the derivative 0.
public func temporalClassification(
  _ scores: Expression, labels: Expression, inputLengths: Expression? = nil,
  targetLengths: Expression? = nil, blank: Int = 0, zeroInfinity: Bool = false
) throws -> Expression {
  let operands = try alignmentOperands(scores, labels, inputLengths, targetLengths)
  return try Primitive.temporalClassification.apply(
    operands, attributes: .alignment(blank: blank, zeroInfinity: zeroInfinity))
}

/// The loss of the recurrent neural network transducer for scores [n, T, L + 1, C] against labels
/// [n, L], one value per example: −log of the probability of writing the labels, one after the
/// other, while reading the frames.
///
/// Lengths as in `temporalClassification`; every example has at least one frame.
public func transducer(
  _ scores: Expression, labels: Expression, inputLengths: Expression? = nil,
  targetLengths: Expression? = nil, blank: Int = 0
) throws -> Expression {
  let operands = try alignmentOperands(scores, labels, inputLengths, targetLengths)
  return try Primitive.transducer.apply(
    operands, attributes: .alignment(blank: blank, zeroInfinity: false))
}

/// The operands of both, with full lengths where none are given.
private func alignmentOperands(
  _ scores: Expression, _ labels: Expression, _ inputs: Expression?, _ targets: Expression?
) throws -> [Expression] {
  func length(of x: Expression) -> Expression {
    let rank = x.shape.rank
    return .constant(
      rank > 1 ? Double(x.shape[1]) : 0, shape: [rank > 0 ? x.shape[0] : 0])
  }
  return [scores, labels, inputs ?? length(of: scores), targets ?? length(of: labels)]
}
