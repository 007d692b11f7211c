extension LossExample {
  static let classification: [LossExample] = [
    // log 2; log(1 + e⁻²); log(1 + e³); softplus(-1) / 4 + 3 softplus(1) / 4
    LossExample(
      name: "binary_cross_entropy", prediction: [[0], [2], [3], [1]],
      target: .numbers([[1], [1], [0], [0.25]]),
      values: [
        0.6931471805599453, 0.1269280110429725, 3.048587351573742,
        0.25 * 0.3132616875182228 + 0.75 * 1.3132616875182228,
      ]),
    // the same with positives counted 3 times; the last row is 0 at the log odds of 0.75
    LossExample(
      name: "binary_cross_entropy", options: [("positive_weight", .number(3))],
      prediction: [[0], [2], [3]], target: .numbers([[1], [1], [0]]),
      values: [3 * 0.6931471805599453, 3 * 0.1269280110429725, 3.048587351573742]),
    // the minimum for a target of 0.5 is a score of 0, whose loss is log 2
    LossExample(
      name: "binary_cross_entropy", prediction: [[0]], target: .numbers([[0.5]]),
      values: [0.6931471805599453], minimum: [[0]]),
    // −log 0.8, −log(1 − 0.25)
    LossExample(
      name: "binary_cross_entropy", options: [("from", .text("probabilities"))],
      prediction: [[0.8], [0.25]], target: .numbers([[1], [0]]),
      values: [0.2231435513142097, 0.2876820724517809], isProbability: true),
    // log 3; −log(e² / (e² + e + 1)) = log(1 + e⁻¹ + e⁻²)
    LossExample(
      name: "cross_entropy", prediction: [[5, 5, 5], [2, 1, 0]], target: .classes([2, 0]),
      values: [1.0986122886681098, 0.4076059644443803]),
    // equal scores lose log C whatever the target, and are the best for an even one
    LossExample(
      name: "cross_entropy", prediction: [[1, 1]], target: .numbers([[0.5, 0.5]]),
      values: [0.6931471805599453], minimum: [[1, 1]]),
    // smoothing 0.3 over 3 classes: 0.8 · ℓ0 + 0.1 · ℓ1 + 0.1 · ℓ2 with ℓ = 0.4076 + (0, 1, 2)
    LossExample(
      name: "cross_entropy", options: [("label_smoothing", .number(0.3))],
      prediction: [[2, 1, 0]], target: .classes([0]), values: [0.4076059644443803 + 0.3]),
    // class weights multiply the rows of their class
    LossExample(
      name: "cross_entropy", options: [("class_weights", .numbers([2, 1, 0.5]))],
      prediction: [[5, 5, 5], [2, 1, 0]], target: .classes([2, 0]),
      values: [0.5 * 1.0986122886681098, 2 * 0.4076059644443803]),
    // by name, the others counting 1
    LossExample(
      name: "cross_entropy", options: [("class_weights", .pairs([("c0", 2)]))],
      prediction: [[5, 5, 5], [2, 1, 0]], target: .classes([2, 0]),
      values: [1.0986122886681098, 2 * 0.4076059644443803]),
    // −log 0.5, −log 0.2
    LossExample(
      name: "cross_entropy", options: [("from", .text("probabilities"))],
      prediction: [[0.5, 0.25, 0.25], [0.5, 0.2, 0.3]], target: .classes([0, 1]),
      values: [0.6931471805599453, 1.6094379124341003], isProbability: true),
    // weights [2, 1] on −(0.5 log 0.5 + 0.5 log 0.5)
    LossExample(
      name: "cross_entropy",
      options: [("from", .text("probabilities")), ("class_weights", .numbers([2, 1]))],
      prediction: [[0.5, 0.5]], target: .numbers([[0.5, 0.5]]),
      values: [1.5 * 0.6931471805599453], isProbability: true),
    // smoothed to 0.9: 0.9 · softplus(−2) + 0.1 · softplus(2), the positive part times 3
    LossExample(
      name: "binary_cross_entropy", options: [("label_smoothing", .number(0.2))],
      prediction: [[2]], target: .numbers([[1]]),
      values: [0.9 * 0.1269280110429725 + 0.1 * 2.1269280110429727]),
    LossExample(
      name: "binary_cross_entropy",
      options: [("label_smoothing", .number(0.2)), ("positive_weight", .number(3))],
      prediction: [[2]], target: .numbers([[1]]),
      values: [3 * 0.9 * 0.1269280110429725 + 0.1 * 2.1269280110429727]),
    // −ℓ[y], weighed
    LossExample(
      name: "nll", prediction: [[-0.5, -2, -3], [-4, -1, -0.25]], target: .classes([1, 2]),
      values: [2, 0.25]),
    LossExample(
      name: "nll", options: [("class_weights", .numbers([1, 3, 2]))],
      prediction: [[-0.5, -2, -3], [-4, -1, -0.25]], target: .classes([1, 2]), values: [6, 0.5]),
    // −log p + 1 − p at log p = −0.4076 and p = 1 / 3, NumPy 2.4
    LossExample(
      name: "poly1", prediction: [[2, 1, 0], [5, 5, 5]], target: .classes([0, 2]),
      values: [0.7423650086695586, 1.7652789553347765]),
    LossExample(
      name: "poly1", options: [("epsilon", .number(0)), ("class_weights", .numbers([2, 1, 0.5]))],
      prediction: [[5, 5, 5], [2, 1, 0]], target: .classes([2, 0]),
      values: [0.5 * 1.0986122886681098, 2 * 0.4076059644443803]),
    // shares 0.8, 0.1, 0.1 of −log p + 2 (1 − p), NumPy 2.4
    LossExample(
      name: "poly1", options: [("epsilon", .number(2)), ("label_smoothing", .number(0.3))],
      prediction: [[2, 1, 0]], target: .classes([0]), values: [1.57626862635963]),
    // log 2 + 1/2, the best for an even target
    LossExample(
      name: "poly1", prediction: [[1, 1]], target: .numbers([[0.5, 0.5]]),
      values: [1.1931471805599454], minimum: [[1, 1]]),
    // −log 0.5 + 0.5
    LossExample(
      name: "poly1", options: [("from", .text("probabilities"))],
      prediction: [[0.5, 0.25, 0.25]], target: .classes([0]), values: [1.1931471805599454],
      isProbability: true),
    // (1 − p^0.7) / 0.7 at log p = −0.4076 and p = 1 / 3, NumPy 2.4
    LossExample(
      name: "generalized_cross_entropy", prediction: [[2, 1, 0], [5, 5, 5]],
      target: .classes([0, 2]), values: [0.35461355782128917, 0.7664813474686147]),
    // q = 0 is cross-entropy, q = 1 is 1 − p
    LossExample(
      name: "generalized_cross_entropy", options: [("q", .number(0))],
      prediction: [[5, 5, 5], [2, 1, 0]], target: .classes([2, 0]),
      values: [1.0986122886681098, 0.4076059644443803]),
    LossExample(
      name: "generalized_cross_entropy",
      options: [("q", .number(1)), ("class_weights", .numbers([2, 1, 3]))],
      prediction: [[5, 5, 5]], target: .classes([2]), values: [2]),
    LossExample(
      name: "generalized_cross_entropy", options: [("q", .number(1))],
      prediction: [[1, 1]], target: .numbers([[0.5, 0.5]]), values: [0.5], minimum: [[1, 1]]),
    // (1 − 0.5^0.7) / 0.7, (1 − 0.2^0.7) / 0.7, NumPy 2.4
    LossExample(
      name: "generalized_cross_entropy", options: [("from", .text("probabilities"))],
      prediction: [[0.5, 0.25, 0.25], [0.5, 0.2, 0.3]], target: .classes([0, 1]),
      values: [0.5491825618964884, 0.9655266866592107], isProbability: true),
  ]
}
