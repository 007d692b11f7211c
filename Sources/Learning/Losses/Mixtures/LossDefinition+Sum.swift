import Graphs

extension LossDefinition {
  /// A weighted sum of losses of one model output, each reduced on its own.
  ///
  ///     w₁ · loss₁ + w₂ · loss₂ + …
  ///
  /// - Throws: `LearningError` for losses that cannot share targets or outputs.
  public static func mixture(
    _ losses: [(weight: Double, loss: LossSpecification)]
  ) throws -> LossDefinition {
    let name = losses.map { $0.weight == 1 ? "\($0.loss)" : "\(plain($0.weight)) * \($0.loss)" }
    return try combined(
      LossSummand.labelled(losses),
      Declaration(
        name.joined(separator: " + "), .loss, "A weighted sum of losses.",
        formula: "w₁ · loss₁ + w₂ · loss₂ + …",
        discussion: "Each loss is reduced on its own, then multiplied by its weight."),
      recombine: { fitted in
        try mixture(zip(losses, fitted).map { (weight: $0.weight, loss: $1) })
      },
      formula: { summands, inputs in
        try summands.map { summand in
          var part = try summand.part(of: inputs)
          part.factor = summand.weight == 1 ? nil : .constant(summand.weight)
          return part
        }
      })
  }

  /// The definition of several losses put together in some way.
  static func combined(
    _ summands: [LossSummand], _ declaration: Declaration,
    learned: [LearnedParameter] = [],
    recombine: @escaping @Sendable ([LossSpecification]) throws -> LossDefinition,
    formula: @escaping @Sendable ([LossSummand], LossInputs) throws -> [LossPart]
  ) throws -> LossDefinition {
    let shared = try SharedTraits(summands)
    var definition = LossDefinition(
      declaration, task: summands.first?.loss.definition.task ?? .own, guide: shared.guide,
      targets: shared.targets,
      meanDividesBy: "what each loss divides by on its own",
      predictions: { _ in shared.predictions }, outputs: { _ in shared.outputs },
      scale: { _ in summands.map(\.scale).first { $0 != .target } ?? .target },
      extras: shared.extras,
      learned: { _ in learned + summands.flatMap(\.learned) },
      scheduled: { _ in summands.flatMap(\.scheduled) },
      formula: { inputs in LossTerms(parts: try formula(summands, inputs)) })
    definition.summands = summands
    definition.recombine = recombine
    return definition
  }
}

extension LossSummand {
  /// How outputs stand to numbers of the target.
  fileprivate var scale: OutputScale { loss.definition.scale(loss.options) }

  /// What the loss learns, named for the sum.
  var learned: [LearnedParameter] {
    loss.definition.learned(loss.options).map {
      LearnedParameter(
        qualified($0.name), $0.summary, initial: $0.initial, shape: $0.shape, shown: $0.shown)
    }
  }

  /// What changes from epoch to epoch, named for the sum.
  var scheduled: [ScheduledNumber] {
    loss.definition.scheduled(loss.options).map {
      ScheduledNumber(qualified($0.name), value: $0.value)
    }
  }
}
