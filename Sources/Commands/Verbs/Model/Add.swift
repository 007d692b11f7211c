import Language
import Learning

extension Verbs {
  /// `add l2(1e-4)`, `add dropout(0.2)`.
  static let add = Verb(
    "add", group: "model",
    summary: "Add a penalty, dropout, another layer, a metric, an augmentation or early stopping",
    discussion: """
      A penalty is added to the loss and reported apart from it. A layer goes before the output \
      layer unless `after=` names another place by the layer's number in `summary`. A trained model keeps the \
      weights of the layers that stay. A metric joins those that evaluate and compare show, an \
      augmentation those of `augment`.
      """,
    parameters: [
      .positional(
        "what", .catalogue(["penalty", "layer", "callback", "metric", "augmentation"]),
        "what to add, such as l2(1e-4)"),
      .option(
        "after", .integer(.atLeast(0)), "the number of the layer it goes after, as in summary",
        defaultText: "before the output layer"),
    ],
    examples: [
      Example("add l2(1e-4)"),
      Example(
        "add dropout(0.2)", after: ["model dense(32) -> relu -> dense(3)"],
        .contains(["relu -> dropout(0.2) -> dense(3)"])),
      Example("add early_stopping(patience=5)"),
      Example("add matthews", .prints("metrics default, matthews")),
      Example("add flip", after: [#"load "mnist""#], .prints("augment flip")),
      Example("add dropout(1.5)", after: ["model dense(3)"], .fails("below 1")),
    ],
    searchTerms: ["regularise", "regularize", "penalty", "dropout", "l1", "l2", "metric"],
    changesSession: true
  ) { context, arguments in
    let what = try arguments.constructor("what")
    do {
      switch try Addition(what) {
      case .penalty(let penalty): add(penalty, to: &context, arguments)
      case .layer(let layer): try add(layer, to: &context, arguments)
      case .callback(let callback): context.session.earlyStopping = callback
      case .metric(let metric): try add(metric, to: &context)
      case .augmentation(let augmentation):
        try context.augment(with: context.session.augmentations.adding(augmentation))
      }
    } catch let error as LearningError { throw PlacedError(error, at: what.span) }
    return .none
  }

  private static func add(
    _ metric: MetricSpecification, to context: inout CommandContext<Session>
  ) throws {
    try blaming("what") { try context.session.check(metric) }
    var choice = context.session.metrics
    choice.added.removeAll { $0.label == metric.label }
    choice.added.append(metric)
    context.session.adopt(choice)
    context.emit(.text("metrics \(choice)"))
  }

  private static func add(
    _ penalty: PenaltySpecification, to context: inout CommandContext<Session>,
    _ arguments: Arguments
  ) {
    if let index = context.session.penalties.firstIndex(where: { $0.name == penalty.name }) {
      context.emit(.notice("\(penalty) takes the place of \(context.session.penalties[index])"))
      context.session.penalties[index] = penalty
    } else {
      context.session.penalties.append(penalty)
    }
  }

  private static func add(
    _ layer: Specification<LayerDefinition>, to context: inout CommandContext<Session>,
    _ arguments: Arguments
  ) throws {
    var network = try context.session.requireModel()
    let place = try arguments.integerIfGiven("after").map { after in
      guard network.layers.indices.contains(after) else {
        throw ArgumentProblem("after", SessionError.noSuchLayer(after, count: network.layers.count))
      }
      return after + 1
    }
    network.insert(layer, at: place ?? network.outputIndex ?? network.layers.count)
    try context.session.check(network)
    let fresh = context.session.edit(network)
    context.emit(.text(context.session.modelSentence))
    if !fresh.isEmpty {
      context.emit(.notice("new weights for \(fresh.joined(separator: ", "))"))
    }
  }
}

/// Something `add` and `remove` can be given.
enum Addition {
  case penalty(PenaltySpecification)
  case layer(Specification<LayerDefinition>)
  case callback(Specification<CallbackDefinition>)
  case metric(MetricSpecification)
  case augmentation(AugmentationSpecification)

  init(_ constructor: Constructor) throws {
    let known = Catalogue.declarations(named: constructor.name).map(\.category)
    if known.contains(.penalty) {
      self = .penalty(try PenaltySpecification(constructor))
    } else if known.contains(.callback) {
      self = .callback(try Specification<CallbackDefinition>(constructor))
    } else if known.contains(.augmentation) {
      self = .augmentation(try AugmentationSpecification(constructor))
    } else if known.contains(.metric), !known.contains(.layer) {
      self = .metric(try MetricSpecification(constructor))
    } else {
      self = .layer(try Specification<LayerDefinition>(constructor))
    }
  }
}
