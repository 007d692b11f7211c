extension Primitive {
  /// Every primitive there is, by family.
  ///
  /// The test battery walks this list, so that a row is tested from the day it is added.
  static let table: [Primitive] =
    leaves + arithmetic + functions + comparisons + reductions + rowwise + alignments + blockwise
    + recurrences + windows + others

  private static let leaves = [parameter, input, indices, scalar, state, constant, fixedArray]
  private static let arithmetic = [
    addition, subtraction, multiplication, division, negation, squaring, squareRoot,
    exponentiation, larger, smaller,
  ]
  private static let functions = [
    exponential, naturalLogarithm, logarithmOfOnePlus, exponentialMinusOne, hyperbolicTangent,
    logistic, errorFunction, softplusCurve, logarithmOfHyperbolicCosine, rectifier, absoluteValue,
    signum, sine, cosine, tangent,
    arcsine, arccosine, arctangent, hyperbolicSine, hyperbolicCosine, roundingDown, roundingUp,
    rounding,
  ]
  private static let comparisons = [
    lessThan, lessThanOrEqual, greaterThan, greaterThanOrEqual, equality, inequality, selection,
    gate,
  ]
  private static let reductions = [total, axisSum, repetition]
  private static let rowwise = [
    logarithmOfSumOfExponentials, normalizedExponential, logarithmOfNormalizedExponential,
    largestOfRow, picking, oneHotRows, crossEntropyOfIndices, crossEntropyOfIndicesGradient,
    crossEntropyOfTargets, crossEntropyOfTargetsGradient,
  ]
  private static let alignments = [
    temporalClassification, temporalClassificationGradient, transducer, transducerGradient,
    lossesBesideGradient,
  ]
  private static let blockwise = [
    lookup, lookupGradient, permutation, part, placement, batchedProduct,
  ]
  private static let recurrences = [
    recurrence, recurrenceKept, recurrenceBefore, recurrenceGradient, recurrenceGateGradient,
  ]
  private static let windows = [
    convolution, convolutionDataGradient, convolutionWeightGradient,
    maximumPooling, pickingPooling, maximumPoolingGradient, meanPooling, meanPoolingGradient,
  ]
  private static let others = [product, transposition, reshaping, barrier, copying, dropout]
}
