@testable import Learning

extension LossExample {
  /// Losses that are the surprise of a distribution.
  static let likelihoods: [LossExample] = [
    // 1 - 0; e^½ - 2 · ½; the minimum is at x = log y
    LossExample(
      name: "poisson_nll", prediction: [[0], [0.5]], target: .numbers([[0], [2]]),
      values: [1, 0.64872127070012815], largest: 709),
    LossExample(
      name: "poisson_nll", prediction: [[0]], target: .numbers([[1]]), values: [1],
      minimum: [[0]], largest: 709),
    // full adds nothing up to 1, then 2 log 2 - 2 + log(4 π) / 2
    LossExample(
      name: "poisson_nll", options: [("full", .flag(true))], prediction: [[0, 0.5]],
      target: .numbers([[1, 2]]), values: [1, 0.64872127070012815 + 0.65180648460453602],
      largest: 709),
    // 2 - 3 log(2 + 1e-8); 0.5 - 0; a rate of 0: -2 log 1e-8
    LossExample(
      name: "poisson_nll", options: [("log_input", .flag(false))],
      prediction: [[2], [0.5], [0]], target: .numbers([[3], [0], [2]]),
      values: [-0.079441556679835891, 0.5, 36.841361487904731], isPositive: true),
    // below 0: |p| - y (log ε + p / ε)
    LossExample(
      name: "poisson_nll", options: [("log_input", .flag(false)), ("eps", .number(0.5))],
      prediction: [[-1], [-1]], target: .numbers([[0], [2]]),
      values: [1, 1 + 2 * 0.69314718055994531 + 4], isPositive: true),
    // (log 4 + 2² / 4) / 2; no error and variance 1; variances below ε = ¼ count as ¼
    LossExample(
      name: "gaussian_nll", options: [("eps", .number(0.25))], prediction: [[1], [2], [2]],
      target: .numbers([[3], [2], [2]]), extras: ["variance": [[4], [1], [0]]],
      values: [1.1931471805599453, 0, -0.69314718055994531], minimum: [[3], [2], [2]]),
    // the same variance for all, and the constant log(2 π) / 2
    LossExample(
      name: "gaussian_nll", options: [("variance", .number(4)), ("full", .flag(true))],
      prediction: [[1, 3]], target: .numbers([[3, 3]]),
      values: [
        1.1931471805599453 + 0.91893853320467274, 0.69314718055994531 + 0.91893853320467274,
      ],
      minimum: [[3, 3]]),
    // two means, then two numbers s with v = 1e-6 + log(1 + eˢ): s = 1 with an error of 1, s = 0
    LossExample(
      name: "gaussian_nll", options: [("variance", .text("learned"))],
      prediction: [[2, 5, 1, 0]], target: .numbers([[3, 5]]),
      values: [0.51698846087728402, -0.18325573894383206]),
  ]
}
