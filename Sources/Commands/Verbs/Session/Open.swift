import DataSources
import Language
import Learning
import Tensors

extension Verbs {
  /// `open "iris.safetensors"`.
  static let open = Verb(
    "open", group: "session", summary: "Read weights from a safetensors file",
    discussion: """
      A file that `save` wrote brings its model, preparation and classes along. For a file from \
      elsewhere, such as the state dict of a torch.nn.Sequential, define the same model first and \
      load and prepare the data it was trained for. A fit goes on from the weights read.
      """,
    parameters: [
      .positional("file", .path(["safetensors"]), "the file to read")
    ],
    examples: [
      Example(
        #"open "reports/iris.safetensors""#,
        after: irisModel + ["fit epochs=1", #"save "reports/iris.safetensors""#],
        .contains(["67 parameters"])),
      Example(#"open "nothing.safetensors""#, .fails("nothing.safetensors")),
    ],
    searchTerms: ["read", "weights", "checkpoint", "import", "restore"],
    changesSession: true
  ) { context, arguments in
    let path = try arguments.text("file")
    let checkpoint = try blaming("file") {
      try Checkpoint.read(path: path)
    }
    let notices = try blaming("file") { try context.session.open(checkpoint, path: path) }
    for notice in notices { context.emit(.notice(notice)) }
    context.emit(.text(context.session.openedSentence))
    return .none
  }
}

extension Session {
  /// What was opened.
  fileprivate var openedSentence: String {
    guard let trained else { return "nothing was opened" }
    return "\(trained.network.inputShape.words) -> \(trained.network.specification): "
      + counted(trained.network.parameterCount, "parameter")
  }

  /// Takes weights: into the model of the session, or with the model of the file.
  ///
  /// - Returns: what of the file was left out, in sentences.
  mutating func open(_ checkpoint: Checkpoint, path: String) throws -> [String] {
    let saved = SavedModel.Facts(checkpoint)
    let specification = try openedSpecification(saved, path)
    let preparation = try openedPreparation(saved, path)
    let network = try specification.resolve(input: Shape(preparation.rowShape))
    let weights = Dictionary(
      checkpoint.tensors.map { ($0.name, $0.tensor) }, uniquingKeysWith: { first, _ in first })
    try network.check(weights)
    if let broken = checkpoint.tensors.first(where: { !$0.tensor.values.allSatisfy(\.isFinite) }) {
      throw SessionError.unsuitableCheckpoint(
        path: path, reason: "\(broken.name) holds numbers that are not finite",
        hint: "take a file from before the training diverged")
    }
    if let extra = checkpoint.tensors.first(where: { tensor in
      !network.parameters.contains { $0.name == tensor.name }
        && !tensor.name.hasPrefix(LossSpecification.parameterPrefix)
    }) {
      throw SessionError.unsuitableCheckpoint(
        path: path, reason: "it has \(extra.name) \(extra.tensor.shape), which the model has not",
        hint: "model with the layers the file was made for")
    }
    self.network = specification
    trained = TrainedModel(
      network: network, state: TrainingState(weights: weights), preparation: preparation,
      classes: preparation.classes?.names ?? [])
    evaluations = [:]
    return loss == nil ? adoptLoss(of: saved) : []
  }

  /// Takes the file's loss, unless it cannot be read or means something else in this session.
  private mutating func adoptLoss(of saved: SavedModel.Facts) -> [String] {
    guard let text = saved.loss else { return [] }
    guard let found = SavedLoss(parsing: text, formulas: saved.formulas) else {
      return ["the file's loss, \(text.prefix(100)), cannot be read and is left out"]
    }
    for own in found.own {
      if let present = ownLosses.first(where: { $0.name == own.name }), present.text != own.text {
        return ["\(own.name) has another formula here than in the file, whose loss is left out"]
      }
    }
    for own in found.own { define(own) }
    loss = found.specification
    return []
  }

  private func openedSpecification(
    _ saved: SavedModel.Facts, _ path: String
  ) throws -> NetworkSpecification {
    if let network { return network }
    guard let text = saved.model else { throw SessionError.noModel }
    guard let network = NetworkSpecification(parsing: text) else {
      throw SessionError.unsuitableCheckpoint(
        path: path, reason: "its description of the model cannot be read",
        hint: "model with the layers the file was made for, then open")
    }
    return network
  }

  /// How rows are prepared: as the file says, else as the session does.
  private mutating func openedPreparation(
    _ saved: SavedModel.Facts, _ path: String
  ) throws -> FittedPreparation {
    if let json = saved.preparation { return try FittedPreparation(json: json) }
    guard let data else { throw SessionError.noData }
    if let loss { return try prepareData(for: loss).fitted }
    return try data.prepare(preparation, target: data.hasClassTarget ? .classes : .none).fitted
  }
}
