import DataSources
import Language
import Learning
import Tensors

extension CommandContext<Session> {
  /// Checks the gradient of the objective by weights of every layer, in double precision and as the
  /// compiled plan has it.
  mutating func checkModel() throws -> [Record] {
    let specification = try session.requireModel()
    guard let loss = session.loss else { throw SessionError.noLoss }
    let prepared = try session.prepareData(for: loss)
    let all = prepared.trainingData(try prepared.part(.train))
    let network = try session.trained?.network ?? specification.resolve(input: prepared.rowShape)
    let objective = try Objective(loss: loss, penalties: session.penalties).fitted(to: all.target)
    var generator = RandomGenerator(seed: session.seed)
    let rows = all.selecting(generator.sample(modelRowLimit, below: all.rows))
    let layers = try objective.checkGradient(
      of: network,
      weights: session.trained?.state.weights
        ?? network.initialWeights(seed: session.seed),
      on: rows, epoch: max(0, (session.trained?.state.epochs ?? 0) - 1), seed: session.seed)
    emit(.check(CheckEvent(subject: "model", findings: layers.map(\.finding))))
    return layers.map(\.record)
  }
}

/// Rows the gradients of a model are checked on.
private let modelRowLimit = 16

extension LayerGradientCheck {
  private var difference: Double { arrays.worst?.slope.difference ?? 0 }

  private var isRight: Bool {
    difference <= gradientTolerance && planDifference <= planTolerance
  }

  private var counts: (checked: Int, all: Int) {
    (arrays.map(\.checked).reduce(0, +), arrays.map(\.count).reduce(0, +))
  }

  /// The layer in one sentence.
  var finding: CheckFinding {
    CheckFinding(
      check: layer.map { "layer \($0) \(name)" } ?? name, level: isRight ? .ok : .fail,
      message: "largest relative difference \(arrays.worstWords); \(grouped(counts.checked)) of "
        + "\(counted(counts.all, "number")) compared\(arrays.kinkWords); the compiled plan is "
        + "within \(shareText(planDifference))")
  }

  /// The layer as a value of the language.
  var record: Record {
    Record(
      "check",
      [
        "layer": .optional(layer.map(Double.init)), "name": .text(name), "ok": .bool(isRight),
        "difference": .number(difference), "plan_difference": .number(planDifference),
        "checked": .number(Double(counts.checked)), "numbers": .number(Double(counts.all)),
        "kinks": .number(Double(arrays.map(\.kinks).reduce(0, +))),
      ])
  }
}
