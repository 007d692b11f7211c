import Graphs

/// One loss of a sum of losses.
public struct LossSummand: Sendable {
  /// What its reduced value is multiplied by.
  public let weight: Double
  /// The loss with its options.
  public let loss: LossSpecification
  /// What its learned and scheduled numbers are called by: `cross_entropy`, `adaptive 2`.
  let label: String

  /// The losses of a sum, each with a name of its own.
  static func labelled(_ losses: [(weight: Double, loss: LossSpecification)]) -> [LossSummand] {
    losses.indices.map { index in
      let name = losses[index].loss.name
      let earlier = losses[..<index].count { $0.loss.name == name }
      return LossSummand(
        weight: losses[index].weight, loss: losses[index].loss,
        label: earlier == 0 ? name : "\(name) \(earlier + 1)")
    }
  }

  /// The name in the sum of one of the loss's own numbers.
  func qualified(_ name: String) -> String { "\(label).\(name)" }

  /// The values of the loss in a sum: its own learned and scheduled numbers under their own names,
  /// and the targets in the form it takes.
  func part(of inputs: LossInputs) throws -> LossPart {
    let definition = loss.definition
    let terms = try definition.terms(
      LossInputs(
        prediction: inputs.prediction, target: try target(inputs), options: loss.options,
        classes: inputs.classes, extras: inputs.extras,
        learned: own(inputs.learned), scheduled: own(inputs.scheduled)))
    guard terms.parts.count == 1, var part = terms.parts.first else {
      throw LearningError.optionsDisagree(
        "\(loss)", reason: "a sum of losses cannot stand inside another",
        mend: "write one sum: loss mse + 0.5 * mae + 0.1 * huber")
    }
    part.name = "\(loss)"
    return part
  }

  private func own(_ numbers: [String: Expression]) -> [String: Expression] {
    let prefix = qualified("")
    return numbers.reduce(into: [:]) { own, number in
      guard number.key.hasPrefix(prefix) else { return }
      own[String(number.key.dropFirst(prefix.count))] = number.value
    }
  }

  /// One class per row is a distribution that is certain, for a loss that compares distributions.
  private func target(_ inputs: LossInputs) throws -> LossTarget {
    guard case .indices(let indices) = inputs.target,
      !loss.definition.targets.contains(.classes),
      loss.definition.targets.contains(.distributions)
    else { return inputs.target }
    return .values(try oneHot(indices, classes: inputs.prediction.shape[1]))
  }
}
