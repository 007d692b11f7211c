import Learning

extension DataCheck {
  /// Whether a fresh copy of the model learns one small batch by heart: if it cannot, layers, loss
  /// and targets do not go together, or the learning rate is far off.
  static let oneBatch = DataCheck(
    "one_batch", "whether a fresh copy of the model learns one small batch by heart"
  ) { data in
    guard let trial = try BatchTrial(data) else { return nil }
    if trial.best.loss == trial.start {
      return .fail("\(trial.words): the loss is flat where the model begins", try: "check loss")
    }
    let reachable = "\(shortText(trial.least)) can be reached"
    if trial.share < 0.1 {
      return .fail(
        "\(trial.words), \(reachable): the model does not learn them",
        try: "model dense(32) -> relu -> dense(\(trial.outputs))")
    }
    if trial.share < 0.5 { return .warn("\(trial.words), \(reachable)", try: "scale standard") }
    return data.slowRate(trial.best.rate)
      .map { .warn(trial.words, try: "optimizer adam(lr=\($0))") } ?? .ok(trial.words)
  }
}

/// A small batch learned by heart, as far as it goes, with one learning rate after the other.
private struct BatchTrial {
  let outputs: Int
  /// The loss of the fresh model.
  let start: Double
  /// The least loss that outputs of any kind can have on the batch.
  let least: Double
  /// The fit that came farthest.
  let best: QuickFit.Outcome
  /// How much of the way it came: from the loss of a model that knows nothing of the rows, which is
  /// no merit, to the least.
  let share: Double
  /// What happened.
  let words: String

  /// Nil without a loss and a model that go together, and where the fresh model has the least loss.
  init?(_ data: CheckedData) throws {
    guard let (objective, network, _) = data.trial, let batch = data.trainingSample(16) else {
      return nil
    }
    let fit = try QuickFit(network, objective.loss, data)
    start = try fit.loss(fit.firstWeights, on: batch)
    let least = try LeastLoss(fit, batch)?.value(seed: data.seed) ?? 0
    let ignorant = try objective.loss.uninformed(on: batch, outputs: network.outputShape)?.value
    let top = min(start, ignorant ?? start)
    guard start.isFinite, top > least + 1e-6 * abs(top) else { return nil }
    func share(_ loss: Double) -> Double { (top - loss) / (top - least) }
    best = try fit.best(on: batch) { share($0) >= 0.5 }
    (outputs, self.least, self.share) = (network.outputShape.count, least, share(best.loss))
    words =
      "\(counted(batch.rows, "row")) go from \(shortText(start)) to \(shortText(best.loss)) in "
      + "\(QuickFit.steps) steps of adam(lr=\(shortText(best.rate)))"
  }
}

extension QuickFit {
  /// The least loss over the learning rates, the larger ones tried until one is enough.
  fileprivate func best(
    on rows: TrainingData, _ isEnough: (Double) -> Bool
  ) throws -> Outcome {
    var best = try run(on: rows, rate: Self.rates[0])
    for rate in Self.rates.dropFirst() where !isEnough(best.loss) {
      let next = try run(on: rows, rate: rate)
      if next.loss < best.loss { best = next }
    }
    return best
  }
}

extension CheckedData {
  /// The rate to type where the one chosen is far below one that works; nil where it is not, or
  /// where the optimizer's steps do not have the size of its rate.
  fileprivate func slowRate(_ rate: Double) -> String? {
    guard let optimizer, optimizer.name.hasPrefix("adam"), rate > QuickFit.rates[0],
      optimizer.options.number("lr") < rate / 9
    else { return nil }
    return shortText(rate)
  }
}
