@testable import Learning

extension LossExample {
  static let margins: [LossExample] = [
    // 1 − 1 · 0.5, 1 + 1 · 0.25, 1 + 1 · −3 < 0
    LossExample(
      name: "hinge", prediction: [[0.5], [0.25], [-3]], target: .numbers([[1], [-1], [-1]]),
      values: [0.5, 1.25, 0], minimum: [[2], [-1.5], [-3]]),
    // 0 stands for −1
    LossExample(
      name: "hinge", prediction: [[0.5, 0.25]], target: .numbers([[1, 0]]), values: [0.5, 1.25],
      minimum: [[2, -2]]),
    LossExample(
      name: "squared_hinge", prediction: [[0.5], [0.25], [-3]],
      target: .numbers([[1], [-1], [-1]]), values: [0.25, 1.5625, 0],
      minimum: [[1], [-1], [-3]]),
    LossExample(
      name: "squared_hinge", prediction: [[0.5, 0.25]], target: .numbers([[1, 0]]),
      values: [0.25, 1.5625], minimum: [[1, -1]]),
    // (1 − 2 + 1.5) / 3; (1 − 0 + 2 + 1 − 0 + 0.5) / 3
    LossExample(
      name: "multi_margin", prediction: [[2, 1.5, 0], [2, 0, 0.5]], target: .classes([0, 1]),
      values: [0.5 / 3, 4.5 / 3], minimum: [[3, 1, 0], [0, 3, 1]]),
    // the squares: 0.5², 3² + 1.5²
    LossExample(
      name: "multi_margin", options: [("p", .number(2))], prediction: [[2, 1.5, 0], [2, 0, 0.5]],
      target: .classes([0, 1]), values: [0.25 / 3, 11.25 / 3], minimum: [[3, 2, 0], [0, 3, 1]]),
    // margin 2: (1.5 + 0) / 3 for weight 2, (4 + 2.5) / 3 for weight 0.5
    LossExample(
      name: "multi_margin",
      options: [("margin", .number(2)), ("class_weights", .numbers([2, 0.5, 1]))],
      prediction: [[2, 1.5, 0], [2, 0, 0.5]], target: .classes([0, 1]),
      values: [2 * 1.5 / 3, 0.5 * 6.5 / 3]),
  ]
}
