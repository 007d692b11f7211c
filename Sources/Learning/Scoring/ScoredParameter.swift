import Tensors

/// A parameter of a loss, as the formula speaks of it, with the derivative of the loss by it.
public struct ScoredParameter: Sendable, Equatable {
  /// Its name: `alpha`.
  public let name: String
  /// One phrase.
  public let summary: String
  /// Its numbers, one for each column of the predictions unless the loss says otherwise.
  public let values: [Double]
  /// The derivative of the loss by each of them.
  public let gradient: [Double]
}

extension ScoredParameter {
  /// From what is stored: df/dshown = df/dstored / (dshown/dstored).
  init(_ parameter: LearnedParameter, count: Int, derivatives: [Double]) {
    name = parameter.name
    summary = parameter.summary
    values = Array(repeating: parameter.shown(parameter.initial), count: count)
    let slope = slope(of: parameter.shown, at: parameter.initial)
    gradient = derivatives.map { $0 / slope }
  }
}

/// The derivative of a smooth function: Richardson's extrapolation of central differences.
///
/// D(h) errs by c₂h² + c₄h⁴ + ..., so (4 D(h/2) − D(h)) / 3 errs by h⁴ and the next step by h⁶:
/// with h = 0.01 about 1e-12, where a plain difference of doubles reaches 1e-10.
private func slope(of function: (Double) -> Double, at x: Double) -> Double {
  func difference(_ h: Double) -> Double { (function(x + h) - function(x - h)) / (2 * h) }
  let h = 0.01 * max(1, abs(x))
  let (coarse, middle, fine) = (difference(h), difference(h / 2), difference(h / 4))
  let first = (4 * middle - coarse) / 3
  let second = (4 * fine - middle) / 3
  return (16 * second - first) / 15
}
