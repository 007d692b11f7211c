@testable import Learning

extension LossExample {
  static let distributions: [LossExample] = [
    // equal scores: log 3 less the entropy 1.5 log 2; the best scores are the logarithms of the target
    LossExample(
      name: "kl_divergence", prediction: [[5, 5, 5]], target: .numbers([[0.5, 0.25, 0.25]]),
      values: [0.058891517828191727], minimum: [[0.69314718055994531, 0, 0]]),
    // 0 log 0 = 0: what is left is -log of the probability of the one class; mpmath for the other row
    LossExample(
      name: "kl_divergence", prediction: [[0, 0], [1, 0]],
      target: .numbers([[1, 0], [0.5, 0.5]]),
      values: [0.69314718055994531, 0.12011450695827752]),
    // log(1 / ½); ½ log(½ / ¼) + ½ log(½ / ¾); a probability of 0 counts as e⁻¹⁰⁰
    LossExample(
      name: "kl_divergence", options: [("from", .text("probabilities"))],
      prediction: [[0.5, 0.5], [0.25, 0.75], [0, 1]],
      target: .numbers([[1, 0], [0.5, 0.5], [1, 0]]),
      values: [0.69314718055994531, 0.14384103622589046, 100], isProbability: true),
    // ½ (½ log(½ / ⅝) + ½ log(½ / ⅜) + ¾ log(¾ / ⅝) + ¼ log(¼ / ⅜)) with scores log 3 and 0 (mpmath)
    LossExample(
      name: "js_divergence", prediction: [[1.0986122886681098, 0], [2, 2]],
      target: .numbers([[0.5, 0.5], [1, 0]]),
      values: [0.03382207556860523, 0.2157615543388357]),
    LossExample(
      name: "js_divergence", prediction: [[3, 3]], target: .numbers([[0.5, 0.5]]), values: [0],
      minimum: [[1, 1]]),
    // the same either way round; log 2 for nothing in common; 0 for the same
    LossExample(
      name: "js_divergence", options: [("from", .text("probabilities"))],
      prediction: [[0.5, 0.5], [0.75, 0.25], [1, 0], [0, 1]],
      target: .numbers([[0.75, 0.25], [0.5, 0.5], [0, 1], [0, 1]]),
      values: [0.03382207556860523, 0.03382207556860523, 0.69314718055994531, 0],
      isProbability: true),
    LossExample(
      name: "js_divergence", options: [("from", .text("probabilities"))],
      prediction: [[0.75, 0.25]], target: .numbers([[0.75, 0.25]]), values: [0],
      minimum: [[0.75, 0.25]], isProbability: true),
  ]
}
