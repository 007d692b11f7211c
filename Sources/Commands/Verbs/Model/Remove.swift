import Language
import Learning

extension Verbs {
  /// `remove dropout`.
  static let remove = Verb(
    "remove", group: "model",
    summary:
      "Take out what add brought: a penalty, a layer, a metric, an augmentation or early stopping",
    discussion: """
      A layer is named by its kind, or by its number in `summary` when there are several of that \
      kind. The layers that stay keep their weights.
      """,
    parameters: [
      .positional(
        "what",
        .either([
          .integer(.atLeast(0)), .newName("penalty"),
          .catalogue(["penalty", "layer", "callback", "metric", "augmentation"]),
        ]),
        "a penalty, layer, metric or augmentation by name, or a layer's number")
    ],
    examples: [
      Example("remove l2", after: ["add l2(1e-4)"]),
      Example(
        "remove dropout", after: ["model dense(8) -> dropout(0.5) -> dense(3)"],
        .contains(["dense(8) -> dense(3)"])),
      Example("remove l1", .fails("no l1")),
    ],
    searchTerms: ["delete", "drop"],
    changesSession: true
  ) { context, arguments in
    let what = try arguments.value("what")
    if let number = what.asNumber.flatMap(wholeNumber) {
      try removeLayer(number, from: &context)
    } else {
      try remove(what.asName ?? arguments.constructor("what").name, from: &context)
    }
    return .none
  }

  private static func remove(
    _ name: String, from context: inout CommandContext<Session>
  ) throws {
    if let index = context.session.penalties.firstIndex(where: { $0.name == name }) {
      context.session.penalties.remove(at: index)
      return
    }
    if context.session.earlyStopping?.name == name {
      context.session.earlyStopping = nil
      return
    }
    if context.session.augmentations.contains(where: { $0.name == name }) {
      try context.augment(with: context.session.augmentations.filter { $0.name != name })
      return
    }
    if context.session.metrics.contains(name) {
      var choice = context.session.metrics
      choice.remove(name)
      context.session.adopt(choice)
      context.emit(.text("metrics \(choice)"))
      return
    }
    let layers = context.session.network?.layers ?? []
    let places = layers.indices.filter { layers[$0].layer.name == name }
    switch places.count {
    case 1: try removeLayer(places[0], from: &context)
    case 0:
      throw ArgumentProblem("what", SessionError.nothingToRemove(name, present: present(context)))
    default: throw ArgumentProblem("what", SessionError.severalLayers(name, numbers: places))
    }
  }

  private static func removeLayer(
    _ index: Int, from context: inout CommandContext<Session>
  ) throws {
    var network = try context.session.requireModel()
    guard network.layers.indices.contains(index) else {
      throw ArgumentProblem("what", SessionError.noSuchLayer(index, count: network.layers.count))
    }
    network.remove(at: index)
    try blaming("what") { try context.session.check(network) }
    let fresh = context.session.edit(network)
    context.emit(.text(context.session.modelSentence))
    if !fresh.isEmpty {
      context.emit(.notice("new weights for \(fresh.joined(separator: ", "))"))
    }
  }

  private static func present(_ context: CommandContext<Session>) -> [String] {
    let session = context.session
    return session.penalties.map(\.name) + [session.earlyStopping?.name].compactMap { $0 }
      + session.metrics.names + session.augmentations.map(\.name)
      + (session.network?.layers.map(\.layer.name) ?? [])
  }
}
