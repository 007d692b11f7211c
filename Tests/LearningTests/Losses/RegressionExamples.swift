extension LossExample {
  static let regression: [LossExample] = [
    // (1 - 3)², (2 - 2)², (0 - -1)²
    LossExample(
      name: "mse", prediction: [[1], [2], [0]], target: .numbers([[3], [2], [-1]]),
      values: [4, 0, 1], minimum: [[3], [2], [-1]]),
    LossExample(
      name: "mse", prediction: [[1, 2], [0, 5]], target: .numbers([[3, 2.5], [-1, 1]]),
      values: [4, 0.25, 1, 16], minimum: [[3, 2.5], [-1, 1]]),
    // |1 - 3|, |2 - 2.5|, |0 - -1|
    LossExample(
      name: "mae", prediction: [[1], [2], [0]], target: .numbers([[3], [2.5], [-1]]),
      values: [2, 0.5, 1], minimum: [[3], [2.5], [-1]]),
    // 0.5 · (2 - 0.25), 0.25² / 2, 0
    LossExample(
      name: "huber", options: [("delta", .number(0.5))], prediction: [[1], [2], [-1]],
      target: .numbers([[3], [2.25], [-1]]), values: [0.875, 0.03125, 0],
      minimum: [[3], [2.25], [-1]]),
  ]
}
