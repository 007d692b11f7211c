import DataSources
import Language
import Learning

/// A trained model as a checkpoint: weights, and in the metadata what is needed to use them.
struct SavedModel {
  /// The checkpoint.
  let checkpoint: Checkpoint

  /// The names under which the metadata are kept.
  private enum Key {
    static let model = "lossrepl.model"
    static let loss = "lossrepl.loss"
    static let formulas = "lossrepl.formulas"
    static let preparation = "lossrepl.preparation"
  }

  /// Puts a model together with what it was trained for.
  init(_ model: TrainedModel, loss: LossSpecification?) throws {
    let tensors = model.network.parameters.compactMap { parameter in
      model.state.weights[parameter.name].map { (name: parameter.name, tensor: $0) }
    }
    let learned = model.state.weights.filter {
      $0.key.hasPrefix(LossSpecification.parameterPrefix)
    }
    let ofLoss = learned.sorted { $0.key < $1.key }.map { (name: $0.key, tensor: $0.value) }
    var metadata = [(Key.model, "\(model.network.specification)")]
    if let loss {
      metadata.append((Key.loss, "\(loss)"))
      let formulas = loss.ownFormulas
      if !formulas.isEmpty { metadata.append((Key.formulas, formulas.joined(separator: "\n"))) }
    }
    metadata.append((Key.preparation, try model.preparation.json()))
    checkpoint = Checkpoint(tensors: tensors + ofLoss, metadata: metadata)
  }

  /// What a checkpoint says of its model; nothing for files from elsewhere.
  struct Facts {
    let model: String?
    let loss: String?
    let formulas: [String]
    let preparation: String?

    init(_ checkpoint: Checkpoint) {
      model = checkpoint.text(named: Key.model)
      loss = checkpoint.text(named: Key.loss)
      formulas = (checkpoint.text(named: Key.formulas) ?? "").split(separator: "\n").map(
        String.init)
      preparation = checkpoint.text(named: Key.preparation)
    }
  }
}
