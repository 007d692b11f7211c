import DataSources
import Language
import Learning

extension Session {
  /// Takes other data: preparation, weights and judgements of the former are dropped.
  mutating func adopt(_ data: Dataset) {
    self.data = data
    cache = nil
    preparation = Preparation()
    forgetWeights()
  }

  /// Takes the same data in other parts.
  mutating func change(_ data: Dataset) {
    self.data = data
    cache = nil
    evaluations = [:]
  }

  /// Takes one more statement about the features.
  ///
  /// Weights that were trained on features of another
  /// kind would mean nothing.
  mutating func prepare(_ step: PreparationStep) throws {
    preparation = try preparation.adding(step, to: requireData())
    forgetWeights()
  }

  /// Takes another model, with fresh weights at the next fit.
  mutating func adopt(_ network: NetworkSpecification) {
    self.network = network
    forgetWeights()
  }

  /// Takes another loss; the weights of the model stay, what the former loss learned goes.
  mutating func adopt(_ loss: LossSpecification) {
    if self.loss != loss, let state = trained?.state {
      trained?.state = state.withoutLossParameters()
    }
    self.loss = loss
    evaluations = [:]
  }

  /// Takes another schedule, which begins with the next fit, or none.
  mutating func adopt(_ schedule: Schedule?) {
    self.schedule = schedule
    trained?.state.schedule = SchedulePosition()
  }

  /// Forgets weights and what was judged with them.
  mutating func forgetWeights() {
    trained = nil
    evaluations = [:]
  }

  /// Changes the model; a trained one keeps the weights of the layers that stay.
  ///
  /// - Returns: the layers, as typed, whose weights are new because their inputs changed.
  mutating func edit(_ network: NetworkSpecification) -> [String] {
    self.network = network
    evaluations = [:]
    guard var model = trained, let edited = try? network.resolve(input: model.network.inputShape)
    else {
      forgetWeights()
      return []
    }
    let former = model.network
    model.state = model.state.moved(from: former, to: edited, seed: seed)
    model.network = edited
    trained = model
    return edited.layers.filter { layer in
      let old = former.layers.first {
        $0.specification.identity == layer.specification.identity
      }
      return !layer.parameters.isEmpty
        && layer.parameters.map(\.shape) != old?.parameters.map(\.shape)
    }.map { "\($0.specification)" }
  }
}
