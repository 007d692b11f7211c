@testable import Learning

extension LossExample {
  static let masks: [LossExample] = [
    // p = 1/2 for 1 and e² / (1 + e²) for 0, s = 1: 1 − (2 tp + 2) / (2 tp + fp + fn + 2), NumPy 2.4
    LossExample(
      name: "dice", prediction: [[0, 2]], target: .numbers([[1, 0]]), values: [0.31519311517967863]),
    // tp 0.5, fp 0.25, fn 0.5: 1 − (1 + 4) / (1 + 0.75 + 4)
    LossExample(
      name: "dice", options: [("from", .text("probabilities")), ("smooth", .number(2))],
      prediction: [[0.5, 0.25]], target: .numbers([[1, 0]]), values: [0.75 / 5.75],
      isProbability: true),
    // nothing to find and nothing found
    LossExample(
      name: "dice", options: [("from", .text("probabilities")), ("smooth", .number(0))],
      prediction: [[0, 0]], target: .numbers([[0, 0]]), values: [0], isProbability: true),
    // 1 − (tp + 1) / (tp + 0.3 fp + 0.7 fn + 1), NumPy 2.4
    LossExample(
      name: "tversky", prediction: [[0, 2]], target: .numbers([[1, 0]]),
      values: [0.29052490638216355]),
    LossExample(
      name: "tversky", options: [("smooth", .number(0))], prediction: [[0, 2]],
      target: .numbers([[1, 0]]), values: [0.5512632885504212]),
    // tp 0.5, fp 0.25, fn 0.5, s = 1 at the price 2 and 1: 1 − 1.5 / (1.5 + 0.5 + 0.5)
    LossExample(
      name: "tversky",
      options: [
        ("from", .text("probabilities")), ("alpha", .number(2)), ("beta", .number(1)),
      ],
      prediction: [[0.5, 0.25]], target: .numbers([[1, 0]]), values: [0.4], isProbability: true),
  ]
}
