import DataSources
import Language
import Learning
import Tensors

/// What the checks of `check data` look at, made once for all of them.
struct CheckedData {
  /// The data as loaded.
  let dataset: Dataset
  /// What is done to the features.
  let preparation: Preparation
  /// The loss, if one is chosen.
  let loss: LossSpecification?
  /// The optimizer, if one is chosen.
  let optimizer: OptimizerSpecification?
  /// The matrices of the features alone, or why there are none.
  let features: Result<PreparedData, any Error>
  /// The matrices of features and target, or why there are none.
  let prepared: Result<PreparedData, any Error>
  /// The model fitted to the rows, or why it does not fit; nil without a model.
  let network: Result<Network, any Error>?
  /// The seed of the session.
  let seed: UInt64
  /// Raised to stop.
  let control: Interruption

  /// Makes the matrices.
  ///
  /// - Throws: `SessionError.noData`.
  init(_ session: inout Session, control: Interruption) throws {
    dataset = try session.requireData()
    (preparation, loss, optimizer) = (session.preparation, session.loss, session.optimizer)
    (seed, self.control) = (session.seed, control)
    let (data, steps, loss) = (dataset, preparation, loss)
    prepared = Result {
      if let loss { return try session.prepareData(for: loss) }
      return try data.prepare(steps, target: data.plainForm)
    }
    if case .success = prepared {
      features = prepared
    } else {
      features = Result { try data.prepare(steps, target: .none) }
    }
    let rowShape = try? features.get().rowShape
    network = session.network.flatMap { network in
      rowShape.map { shape in Result { try network.resolve(input: shape) } }
    }
  }

  /// The rows of a part as a fit takes them; nil where there are none or they cannot be made.
  func rows(_ part: Part) -> TrainingData? {
    guard let prepared = try? prepared.get(), let rows = prepared.parts[part] else { return nil }
    return prepared.trainingData(rows)
  }

  /// Some of the rows of the training part, decided by the seed; all if there are no more.
  func trainingSample(_ count: Int) -> TrainingData? {
    guard let rows = rows(.train) else { return nil }
    var generator = RandomGenerator(seed: seed)
    return rows.selecting(generator.sample(count, below: rows.rows))
  }

  /// What to add to a sentence that looked at no more than so many rows of the training part.
  func scope(_ count: Int) -> String {
    let rows = dataset.parts.train.count
    return rows > count ? " (\(grouped(count)) of \(grouped(rows)) rows)" : ""
  }

  /// Loss, model and training rows, where all three go together.
  var trial: (objective: Objective, network: Network, rows: TrainingData)? {
    guard let loss, let network = try? network?.get(), let rows = rows(.train),
      let objective = try? Objective(loss: loss).fitted(to: rows.target),
      (try? objective.check(network, target: rows.target)) != nil,
      (try? loss.checkTargets(of: rows, behind: network, rows: [])) != nil
    else { return nil }
    return (objective, network, rows)
  }
}
