/// What losses of a sum must have in common: targets, the meaning of the outputs, their number.
struct SharedTraits {
  let targets: [TargetKind]
  let predictions: PredictionKind
  let outputs: LossOutputs
  let extras: [LossExtra]

  /// - Throws: `LearningError.lossesDisagree` with the two losses that do not go together.
  init(_ summands: [LossSummand]) throws {
    guard let first = summands.first else {
      throw LearningError.optionsDisagree(
        "a sum of losses", reason: "there is no loss in it", mend: "loss mse + 0.5 * mae")
    }
    targets = try Self.targets(summands, first)
    predictions = try Self.predictions(summands)
    outputs = try Self.outputs(summands)
    extras = summands.flatMap(\.loss.definition.extras).reduce(into: []) { found, extra in
      if !found.contains(where: { $0.name == extra.name }) { found.append(extra) }
    }
  }

  /// The guide of the sum: that of its losses.
  var guide: LossGuide {
    LossGuide(
      targets: "What every loss of the sum takes.",
      useWhen: "One loss says what matters most and another what matters too.",
      avoidWhen: "The weights are a guess: take uncertainty(...), which learns them.")
  }

  private static func targets(
    _ summands: [LossSummand], _ first: LossSummand
  ) throws -> [TargetKind] {
    try summands.dropFirst().reduce(first.kinds) { kinds, summand in
      let common = kinds.filter(summand.kinds.contains)
      guard !common.isEmpty else {
        throw LearningError.lossesDisagree(
          "\(first.loss)", "\(summand.loss)", what: "targets", first: words(first.kinds),
          second: words(summand.kinds))
      }
      return common
    }
  }

  private static func words(_ kinds: [TargetKind]) -> String { either(kinds.map(\.rawValue)) }

  private static func predictions(_ summands: [LossSummand]) throws -> PredictionKind {
    let particular = summands.filter { !$0.predictions.isVague }
    guard let first = particular.first else {
      return summands.map(\.predictions).first { $0 != .numbers } ?? .numbers
    }
    if let other = particular.first(where: { $0.predictions != first.predictions }) {
      throw LearningError.lossesDisagree(
        "\(first.loss)", "\(other.loss)", what: "outputs", first: first.predictions.words,
        second: other.predictions.words)
    }
    return first.predictions
  }

  private static func outputs(_ summands: [LossSummand]) throws -> LossOutputs {
    let particular = summands.filter { $0.outputs != .any }
    guard let first = particular.first else { return .any }
    if let other = particular.first(where: { $0.outputs != first.outputs }) {
      throw LearningError.lossesDisagree(
        "\(first.loss)", "\(other.loss)", what: "numbers of outputs", first: "\(first.outputs)",
        second: "\(other.outputs)")
    }
    return first.outputs
  }
}

extension LossSummand {
  /// The targets the loss can be given; classes count as distributions that are certain.
  fileprivate var kinds: [TargetKind] {
    let kinds = loss.definition.targets
    let isCertain = kinds.contains(.distributions) && !kinds.contains(.classes)
    return isCertain ? [.classes] + kinds : kinds
  }

  fileprivate var predictions: PredictionKind { loss.definition.predictions(loss.options) }
  fileprivate var outputs: LossOutputs { loss.definition.outputs(loss.options) }
}

extension PredictionKind {
  /// Whether any outputs would do: those of several classes can be vectors too.
  fileprivate var isVague: Bool { self == .numbers || self == .vectors || self == .directions }

  fileprivate var words: String {
    switch self {
    case .numbers: "numbers"
    case .logits: "raw scores"
    case .probabilities: "probabilities"
    case .logProbabilities: "logarithms of probabilities"
    case .scores: "scores"
    case .vectors, .directions: "vectors"
    }
  }
}
