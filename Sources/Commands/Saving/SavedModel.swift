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
    if let loss { metadata.append((Key.loss, "\(loss)")) }
    metadata.append((Key.preparation, try model.preparation.json()))
    checkpoint = Checkpoint(tensors: tensors + ofLoss, metadata: metadata)
  }

  /// What a checkpoint says of its model; nothing for files from elsewhere.
  struct Facts {
    let model: String?
    let loss: String?
    let preparation: String?

    init(_ checkpoint: Checkpoint) {
      model = checkpoint.text(named: Key.model)
      loss = checkpoint.text(named: Key.loss)
      preparation = checkpoint.text(named: Key.preparation)
    }
  }
}

/// Reads a call or a chain of calls, such as a file's metadata hold, through the language itself.
///
/// Anyone may have written the file, so that only what a model or a loss is made of goes in: no
/// text, no interpolation, nothing that ends a statement.
private func session(running verb: String, _ text: String) -> Session? {
  let allowed = text.unicodeScalars.allSatisfy { scalar in
    scalar.isASCII
      && (scalar.properties.isAlphabetic
        || "0123456789_()[]=,.->+ ".unicodeScalars.contains(scalar))
  }
  guard allowed, text.utf8.count < 100_000 else { return nil }
  var session = Session()
  let outcome = Interpreter(allCommands).run(
    SourceText(name: "metadata", text: "\(verb) \(text)"), session: &session,
    control: Interruption()
  ) { _ in }
  return outcome == .done ? session : nil
}

extension NetworkSpecification {
  /// The model a text describes; nil if it cannot be read.
  init?(parsing text: String) {
    guard let network = session(running: "model", text)?.network else { return nil }
    self = network
  }
}

extension LossSpecification {
  /// The loss a text describes; nil if it cannot be read.
  init?(parsing text: String) {
    guard let loss = session(running: "loss", text)?.loss else { return nil }
    self = loss
  }
}
