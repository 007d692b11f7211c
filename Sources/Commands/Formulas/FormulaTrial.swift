import Graphs
import Language
import Learning
import Tensors

/// A look at a formula where it is defined: its values and its derivative on a few small samples, in
/// double precision, the derivative held against finite differences.
struct FormulaTrial {
  /// What is worth knowing, in sentences; nothing for an ordinary formula.
  let findings: [String]

  init(_ own: OwnLoss) throws {
    let results = try Sample.all.map { try Result(own, on: $0) }
    var findings: [String] = []
    if let wrong = results.lazy.compactMap(\.mismatch).first { findings.append(wrong) }
    if results.allSatisfy({ !$0.isFinite }) {
      findings.append(
        "the formula gave no finite number wherever it was tried, \(results[0].example)")
    } else if let first = results.first, !first.isFinite,
      let other = results.first(where: \.isFinite)
    {
      findings.append(
        "the formula is not finite everywhere, \(first.example); \(other.sample.words)")
    }
    if results.allSatisfy(\.isFlat) {
      findings.append("the derivative is 0 wherever it was tried: there would be nothing to learn")
    }
    self.findings = findings
  }
}

extension FormulaTrial {
  /// Targets and predictions of three rows with two outputs.
  fileprivate struct Sample {
    /// To follow a semicolon: where the formula is finite.
    let words: String
    let target: [Double]
    let prediction: [Double]

    /// Numbers of both signs, positive ones, and distributions with raw scores or probabilities.
    ///
    /// No two differences are equal and none is whole, so that no kink is likely to be hit.
    static let all = [
      Sample(
        words: "",
        target: [0.31, -1.27, 2.13, 0.58, -0.44, 1.71],
        prediction: [-0.83, 0.46, 1.19, -1.52, 2.37, 0.29]),
      Sample(
        words: "it is where targets and predictions are above 0",
        target: [0.31, 1.27, 2.13, 0.58, 0.44, 1.71],
        prediction: [0.83, 0.46, 1.19, 1.52, 2.37, 0.29]),
      Sample(
        words: "it is where targets are classes",
        target: [1, 0, 0, 1, 1, 0], prediction: [-0.83, 0.46, 1.19, -1.52, 2.37, 0.29]),
      Sample(
        words: "it is where predictions are probabilities",
        target: [1, 0, 0, 1, 1, 0], prediction: [0.83, 0.17, 0.46, 0.54, 0.29, 0.71]),
    ]
  }

  /// What came of a formula on a sample.
  fileprivate struct Result {
    let sample: Sample
    let values: [Double]
    let slopes: [Double]
    private let differences: [Double?]

    init(_ own: OwnLoss, on sample: Sample) throws {
      let shape: Shape = [3, 2]
      let prediction = Expression.input("p", shape)
      let specification = try LossSpecification(own.definition)
      let terms = try own.definition.terms(
        LossInputs(
          prediction: prediction, target: .values(.input("y", shape)),
          options: specification.options))
      let loss = try Reduction.none.apply(terms)
      let total = try sum(loss)
      let slope = try gradients(of: total, withRespectTo: [prediction])[0]
      func evaluated(_ expressions: [Expression], _ prediction: [Double]) throws -> [[Double]] {
        let bindings = Bindings(values: [
          "y": DoubleArray(shape: shape, values: sample.target),
          "p": DoubleArray(shape: shape, values: prediction),
        ])
        return try Evaluator().evaluate(expressions, feeding: bindings).map(\.values)
      }
      let found = try evaluated([loss, slope], sample.prediction)
      self.sample = sample
      values = found[0]
      slopes = found[1]
      differences = try sample.prediction.indices.map { index in
        try smoothDifference { offset in
          var moved = sample.prediction
          moved[index] += offset
          return try evaluated([total], moved)[0][0]
        }
      }
    }

    var isFinite: Bool { (values + slopes).allSatisfy(\.isFinite) }

    var isFlat: Bool { slopes.allSatisfy { $0 == 0 } }

    /// The first place where the formula is not finite, or the first place of all.
    var example: String {
      let perRow = sample.target.count / max(1, values.count)
      let index =
        values.firstIndex { !$0.isFinite }.map { $0 * perRow }
        ?? slopes.firstIndex { !$0.isFinite } ?? 0
      let value = values[index / perRow]
      let what =
        value.isFinite ? "its derivative is \(numberText(slopes[index]))" : numberText(value)
      return "such as at y = \(numberText(sample.target[index])), "
        + "p = \(numberText(sample.prediction[index])): \(what)"
    }

    /// Where the derivative is not the slope that finite differences find.
    var mismatch: String? {
      for (index, difference) in differences.enumerated() {
        guard let difference, slopes[index].isFinite else { continue }
        let error = abs(difference - slopes[index])
        guard error > 1e-4 * max(1, abs(difference)) else { continue }
        return "the derivative at y = \(numberText(sample.target[index])), "
          + "p = \(numberText(sample.prediction[index])) is \(significantText(slopes[index], digits: 4)), "
          + "finite differences say \(significantText(difference, digits: 4))"
      }
      return nil
    }
  }
}

/// A fourth-order central difference; nil where two steps disagree, at a kink or a jump.
private func smoothDifference(_ value: (Double) throws -> Double) throws -> Double? {
  func difference(_ h: Double) throws -> Double {
    try (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
  }
  let (coarse, fine) = (try difference(1e-3), try difference(2e-4))
  guard coarse.isFinite, fine.isFinite, abs(coarse - fine) < 1e-6 * max(1, abs(fine)) else {
    return nil
  }
  return fine
}
