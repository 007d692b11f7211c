@testable import Learning

extension LossExample {
  static let similarity: [LossExample] = [
    // at right angles, 1 − 4 / 5, opposite
    LossExample(
      name: "cosine", prediction: [[1, 0], [0, 2], [1, 1]],
      target: .numbers([[0, 3], [3, 4], [-2, -2]]),
      values: [1, 0.2, 2], minimum: [[0, 1], [6, 8], [-1, -1]]),
    // without the ε of 1e-6: 5 − 4 + 1; 0 − 10 + 1 < 0
    LossExample(
      name: "triplet", options: [("eps", .number(0))], prediction: [[0, 0], [1, 1]],
      target: .nothing,
      extras: ["positive": [[3, 4], [1, 1]], "negative": [[0, 4], [7, 9]]], values: [2, 0],
      minimum: [[3, 4.5], [1, 1.5]]),
    // city blocks: 7 − 4 + 0.5; 0 − 14 + 0.5 < 0
    LossExample(
      name: "triplet",
      options: [("eps", .number(0)), ("p", .number(1)), ("margin", .number(0.5))],
      prediction: [[0, 0], [1, 1]], target: .nothing,
      extras: ["positive": [[3, 4], [1, 1]], "negative": [[0, 4], [7, 9]]], values: [3.5, 0]),
    // cubes: (27 + 64 + 125)^⅓ = 6, 2
    LossExample(
      name: "triplet", options: [("eps", .number(0)), ("p", .number(3))],
      prediction: [[0, 0, 0]], target: .nothing,
      extras: ["positive": [[3, 4, 5]], "negative": [[2, 0, 0]]], values: [5]),
    // the farthest of the class less the nearest of another: 5 − 1, 5 − √18, √85 − 1, √85 − 5,
    // each plus 1; the last row is alone in its class
    LossExample(
      name: "triplet", prediction: [[0, 0], [3, 4], [0, 1], [6, 8], [50, 60]],
      target: .classes([0, 0, 1, 1, 2]),
      values: [
        5, 6 - 4.242640687119285, 9.219544457292887, 9.219544457292887 - 4, 0,
      ],
      minimum: [[0, 0], [0, 1], [9, 0], [9, 1], [50, 60]], isCoupled: minedFromTheBatch),
    // NumPy 2.4, by the definition; τ = 0.5
    LossExample(
      name: "contrastive", prediction: [[1, 0], [0, 1], [3, 4], [-1, 0], [0, -2]],
      target: .classes([0, 0, 0, 1, 2]),
      values: [1.0527522367199222, 0.9650036931718208, 0.23782826246867347, 0, 0],
      isCoupled: minedFromTheBatch),
    LossExample(
      name: "contrastive", prediction: [[1, 0], [0, 1], [1, 1]], target: .nothing,
      extras: ["positive": [[1, 1], [0, 2], [-1, 0]]],
      values: [1.252014903092863, 0.8687824239246139, 3.3932637547331974],
      isCoupled: othersOfTheBatch),
    LossExample(
      name: "contrastive", options: [("temperature", .number(0.1))],
      prediction: [[1, 0], [0, 1], [1, 1]], target: .nothing,
      extras: ["positive": [[1, 1], [0, 2], [-1, 0]]],
      values: [1.8858303178440015, 0.10165272602770328, 12.492443366232749],
      isCoupled: othersOfTheBatch),
  ]

  private static let minedFromTheBatch = "a row twice is its own partner"
  private static let othersOfTheBatch = "a row twice is one more to tell the partner from"
}
