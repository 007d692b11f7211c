@testable import Learning

extension LossExample {
  /// log Z is fitted, to 3e-9.
  static let adaptive: [LossExample] = [
    // α = 1, c = 1: √(x² + 1) - 1 + log Z(1) at x = 0 and 3, where Z(1) is 3.27229 (mpmath)
    LossExample(
      name: "adaptive", prediction: [[1], [4]], target: .numbers([[1], [1]]),
      values: [1.1854952323491930, 3.3477728925175723], accuracy: 5e-9, minimum: [[1], [1]]),
    // c = 2: log c on top, x = 3
    LossExample(
      name: "adaptive", options: [("scale", .number(2))], prediction: [[7, 1]],
      target: .numbers([[1, 1]]),
      values: [
        3.3477728925175723 + 0.69314718055994531, 1.1854952323491930 + 0.69314718055994531,
      ], accuracy: 5e-9, minimum: [[1, 1]]),
  ]
}
