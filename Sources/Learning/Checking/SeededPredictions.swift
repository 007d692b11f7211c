import Glibc
import Tensors

extension LossSpecification {
  /// Predictions a model might make, decided by a seed: numbers around the targets, scores, or
  /// probabilities, as the loss takes them.
  ///
  /// - Returns: one row for each row of the data; nil for sequences over rows that have no time.
  public func seededPredictions(for data: TrainingData, seed: UInt64) -> Tensor? {
    let target = data.target
    guard let row = outputs(for: data) else { return nil }
    var generator = RandomGenerator(seed: seed)
    var drawn = Tensor(zeros: Shape([data.rows] + row.dimensions))
    for place in 0..<drawn.count { drawn[place] = Float(generator.normal()) }
    let columns = drawn.rowCount
    switch definition.predictions(options) {
    case .logits, .scores, .vectors, .directions: return drawn
    case .probabilities where isShared(target, columns): return drawn.rowwise(softmax)
    case .probabilities: return drawn.rowwise { $0.map { 1 / (1 + exp(-$0)) } }
    case .logProbabilities: return drawn.rowwise { softmax($0).map { log($0) } }
    case .numbers: return around(target, drawn)
    }
  }

  private func isShared(_ target: TrainingTarget, _ columns: Int) -> Bool {
    if case .distributions = target { return true }
    return columns > 1 && !target.classNames.isEmpty
  }

  /// The outputs a row needs.
  private func outputs(for data: TrainingData) -> Shape? {
    let count: Int
    switch data.target {
    case .classes(_, let names): count = readsAsBinary(names, outputs: nil) ? 1 : names.count
    case .numbers(let rows), .distributions(let rows): count = rows.rowCount
    case .sequences(let labels, _): return sequenceOutputs(labels, row: data.rowShape)
    }
    switch definition.outputs(options) {
    case .onePerTarget: return [count]
    case .twoPerTarget: return [2 * count]
    case .any: return [max(4, count)]
    }
  }

  /// A score for each class at each time, and after each label where the loss looks back.
  private func sequenceOutputs(_ labels: Tensor, row: Shape) -> Shape? {
    guard row.rank > 1, let loss = sequenceLoss else { return nil }
    let largest = labels.values.max().map { Int($0) } ?? 0
    let classes = max(largest, loss.options.integer("blank")) + 1
    return loss.definition.layout.axes.contains("label+1")
      ? [row[0], labels.rowCount + 1, classes] : [row[0], classes]
  }

  /// Numbers about as far from those of the target as they are from each other, within what the
  /// formula is defined for.
  private func around(_ target: TrainingTarget, _ drawn: Tensor) -> Tensor {
    guard case .numbers(let numbers) = target else { return drawn }
    let (width, columns) = (max(1, numbers.rowCount), max(1, drawn.rowCount))
    let values = numbers.values.map(Double.init)
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = max((squares / Double(max(1, values.count))).squareRoot(), 1e-3)
    let lower = definition.predictionDomain(options).lower
    var moved = drawn
    for place in 0..<drawn.count where place % columns < width {
      let truth = values[place / columns * width + place % columns]
      let noise = Double(drawn[place])
      let number = truth + spread * noise
      moved[place] = Float(
        lower.map { $0 + (abs(truth - $0) + 0.1 * spread) * exp(noise / 2) } ?? number)
    }
    return moved
  }
}

extension Tensor {
  /// The same rows, each through a function that keeps its length.
  fileprivate func rowwise(_ change: ([Float]) -> [Float]) -> Tensor {
    Tensor(shape: shape, values: (0..<rows).flatMap { change(row($0)) })
  }
}

private func softmax(_ scores: [Float]) -> [Float] {
  let powers = scores.map { exp($0 - (scores.max() ?? 0)) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
