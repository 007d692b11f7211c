import Learning

extension DataCheck {
  /// Whether the last layer fits the loss and the target: its shape, and that no softmax or sigmoid
  /// stands before a loss that applies its own.
  static let outputs = DataCheck(
    "outputs", "whether the model's last layer fits the loss and the target"
  ) { data in
    guard let network = try data.network?.get(), let loss = data.loss else { return nil }
    guard let rows = data.rows(.train) else { return nil }
    try Objective(loss: loss).check(network, target: rows.target)
    let kind =
      switch loss.definition.predictions(loss.options) {
      case .numbers: "numbers"
      case .logits: "raw scores"
      case .probabilities: "probabilities"
      case .logProbabilities: "logarithms of probabilities"
      case .scores: "scores"
      case .vectors, .directions: "vectors"
      }
    let count = network.outputShape.words
    return .ok(
      "\(loss.name) takes the model's \(count) \(count == "1" ? "output" : "outputs") as \(kind)")
  }
}
