@testable import Learning

extension LossExample {
  // Values from NumPy 2.4: (1 − p)^γ · −log p with p = 1 / (1 + e^−x) or e^x / Σ e^x.
  static let focal: [LossExample] = [
    // x = 0: p = 1/2, log 2 / 4; x = 2 for yes; x = 3 for no
    LossExample(
      name: "focal", prediction: [[0], [2], [3]], target: .numbers([[1], [1], [0]]),
      values: [0.6931471805599453 / 4, 0.0018035628352403813, 2.7662804410252657]),
    // yes counts 0.25 and no 0.75
    LossExample(
      name: "focal", options: [("alpha", .number(0.25))], prediction: [[0], [2], [3]],
      target: .numbers([[1], [1], [0]]),
      values: [0.04332169878499658, 0.0004508907088100953, 2.074710330768949]),
    // the same as numbers for no and for yes, and by their product with class weights
    LossExample(
      name: "focal", options: [("alpha", .numbers([0.75, 0.25]))], prediction: [[0], [3]],
      target: .numbers([[1], [0]]), values: [0.04332169878499658, 2.074710330768949]),
    LossExample(
      name: "focal",
      options: [("alpha", .number(0.25)), ("class_weights", .numbers([2, 4]))],
      prediction: [[0, 3], [0, 0]], target: .numbers([[1, 0], [1, 1]]),
      values: [
        4 * 0.04332169878499658, 2 * 2.074710330768949, 4 * 0.04332169878499658,
        4 * 0.04332169878499658,
      ]),
    // √(1 − p): its slope is infinite at p = 1
    LossExample(
      name: "focal", options: [("gamma", .number(0.5))], prediction: [[0], [2], [3]],
      target: .numbers([[1], [1], [0]]),
      values: [0.4901290717342736, 0.0438228809912045, 2.975418329650194]),
    // γ = 0 is binary cross-entropy: log 2, log(1 + e⁻²), log(1 + e³)
    LossExample(
      name: "focal", options: [("gamma", .number(0))], prediction: [[0], [2], [3]],
      target: .numbers([[1], [1], [0]]),
      values: [0.6931471805599453, 0.1269280110429725, 3.048587351573742]),
    // even targets are best met by even odds; both halves cost log 2 / 4
    LossExample(
      name: "focal", prediction: [[0]], target: .numbers([[0.5]]),
      values: [0.6931471805599453 / 4], minimum: [[0]]),
    // 0.2² · −log 0.8, 0.25² · −log 0.75
    LossExample(
      name: "focal", options: [("from", .text("probabilities"))], prediction: [[0.8], [0.25]],
      target: .numbers([[1], [0]]), values: [0.008925742052568384, 0.017980129528236306],
      isProbability: true),
    LossExample(
      name: "focal", options: [("from", .text("probabilities")), ("gamma", .number(0.5))],
      prediction: [[0.8]], target: .numbers([[1]]),
      // √0.2 · −log 0.8
      values: [0.4472135954999579 * 0.2231435513142097], isProbability: true),
    // one of several: e² / (e² + e + 1); 1 / 3
    LossExample(
      name: "focal", prediction: [[2, 1, 0], [5, 5, 5]], target: .classes([0, 2]),
      values: [0.04567779896788493, 0.4882721282969378]),
    LossExample(
      name: "focal", options: [("gamma", .number(0))], prediction: [[5, 5, 5], [2, 1, 0]],
      target: .classes([2, 0]), values: [1.0986122886681098, 0.4076059644443803]),
    LossExample(
      name: "focal",
      options: [("alpha", .pairs([("c0", 2)])), ("class_weights", .numbers([3, 1, 0.5]))],
      prediction: [[2, 1, 0], [5, 5, 5]], target: .classes([0, 2]),
      values: [6 * 0.04567779896788493, 0.5 * 0.4882721282969378]),
    // shares 0.8, 0.1, 0.1 of what each class would cost
    LossExample(
      name: "focal", options: [("label_smoothing", .number(0.3))], prediction: [[2, 1, 0]],
      target: .classes([0]), values: [0.3161974750685853]),
    LossExample(
      name: "focal", options: [("from", .text("probabilities")), ("gamma", .number(0.5))],
      prediction: [[0.8, 0.1, 0.1]], target: .classes([0]),
      values: [0.4472135954999579 * 0.2231435513142097], isProbability: true),
  ]
}
