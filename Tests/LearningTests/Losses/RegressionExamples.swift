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
    // the Huber loss with δ = 0.5, divided by 0.5
    LossExample(
      name: "smooth_l1", options: [("beta", .number(0.5))], prediction: [[1], [2], [-1]],
      target: .numbers([[3], [2.25], [-1]]), values: [1.75, 0.0625, 0],
      minimum: [[3], [2.25], [-1]]),
    // |1 - 3|, |2 - 2.25|, 0
    LossExample(
      name: "smooth_l1", options: [("beta", .number(0))], prediction: [[1], [2], [-1]],
      target: .numbers([[3], [2.25], [-1]]), values: [2, 0.25, 0],
      minimum: [[3], [2.25], [-1]]),
    // log cosh 1, log cosh 3, log cosh 0, and 1e-8, whose 5e-17 must not drown (mpmath)
    LossExample(
      name: "log_cosh", prediction: [[1], [-1], [2], [1e-8]],
      target: .numbers([[2], [2], [2], [0]]),
      values: [0.43378083048302719, 2.3093285045777851, 0, 4.9999999990089168e-17],
      minimum: [[2], [2], [2], [0]]),
    // 2 too low: 0.9 · 2; 2 too high: 0.1 · 2
    LossExample(
      name: "quantile", options: [("q", .number(0.9))], prediction: [[1], [3], [2]],
      target: .numbers([[3], [1], [2]]), values: [1.8, 0.2, 0], minimum: [[3], [1], [2]]),
    LossExample(
      name: "quantile", prediction: [[1, 3]], target: .numbers([[3, 2]]), values: [1, 0.5],
      minimum: [[3, 2]]),
    // (log 2 - log 4)² = (log 2)²; (log ½ - log 1)²; log(1 + y) is y for tiny y
    LossExample(
      name: "msle", prediction: [[1], [-0.5], [1e-9]], target: .numbers([[3], [0], [0]]),
      values: [0.48045301391820142, 0.48045301391820142, 1e-18], minimum: [[3], [0], [0]],
      isPositive: true),
    // from 1 + p = 2⁻²⁰ on the tangent: log 2⁻²⁰ - 1 at p = -1, and 1 less for each 2⁻²⁰ further
    LossExample(
      name: "msle", prediction: [[-1], [-1 - 0x1p-20]], target: .numbers([[0], [0]]),
      values: [
        (20 * 0.69314718055994531 + 1) * (20 * 0.69314718055994531 + 1),
        (20 * 0.69314718055994531 + 2) * (20 * 0.69314718055994531 + 2),
      ], isPositive: true),
    // 2 / 4, 1 / 2, 0
    LossExample(
      name: "mape", prediction: [[2], [-3], [1]], target: .numbers([[4], [-2], [1]]),
      values: [0.5, 0.5, 0], minimum: [[4], [-2], [1]]),
    // a target of 0 counts as ε: 2⁻⁵², or as given
    LossExample(
      name: "mape", prediction: [[1]], target: .numbers([[0]]), values: [0x1p52],
      minimum: [[0]]),
    LossExample(
      name: "mape", options: [("eps", .number(0.5))], prediction: [[1], [1]],
      target: .numbers([[0], [0.25]]), values: [2, 1.5], minimum: [[0], [0.25]]),
  ]
}
