import Glibc
import Graphs

extension LossDefinition {
  /// A sum of losses whose weights are learned with the model.
  ///
  ///     Σ_i  loss_i · exp(−s_i) / 2  +  s_i / 2,    σ_i = exp(s_i / 2)
  ///
  /// With s_i = log σ_i² this is loss_i / (2 σ_i²) + log σ_i: the negative log-likelihood of a
  /// Gaussian whose spread is learned, where loss_i is a squared error. A loss that stays large is
  /// given a large σ and counts less; the logarithm keeps σ from growing without end. s starts at
  /// 0, where every loss counts a half.
  ///
  /// Source: Kendall, Gal and Cipolla 2018, Multi-Task Learning Using Uncertainty to Weigh Losses,
  /// equation 7, with the same form for every loss.
  ///
  /// - Throws: `LearningError` for losses that cannot share targets or outputs.
  public static func uncertainty(_ losses: [LossSpecification]) throws -> LossDefinition {
    let summands = LossSummand.labelled(losses.map { (weight: 1, loss: $0) })
    return try combined(
      summands,
      Declaration(
        "uncertainty(\(losses.map(\.description).joined(separator: ", ")))", .loss,
        "A sum of losses whose weights are learned with the model.",
        formula: "Σ loss / (2 σ²) + log σ",
        discussion: """
          Each loss has a σ of its own, learned by the optimizer from 1 on; a loss that stays large \
          comes to count less.
          """,
        reference: "Kendall, Gal and Cipolla 2018, Multi-Task Learning Using Uncertainty"),
      learned: summands.map(\.uncertainty),
      recombine: { try uncertainty($0) },
      formula: { summands, inputs in
        try summands.map { summand in
          var part = try summand.part(of: inputs)
          guard let s = inputs.learned[summand.uncertainty.name] else { return part }
          part.factor = try exp(-s) / 2
          part.offset = try s / 2
          return part
        }
      })
  }
}

extension LossSummand {
  /// s = log σ² of the loss in a sum that learns its weights, a single number.
  fileprivate var uncertainty: LearnedParameter {
    LearnedParameter(
      "\(label) sigma", "the uncertainty by which \(loss) is divided", initial: 0,
      shape: { _ in [] }, shown: { exp($0 / 2) })
  }
}
