import DataSources
import Language
import Learning
import Tensors

extension CommandContext<Session> {
  /// Checks the gradient of a loss on the training part: at the model's outputs where they are known
  /// and fit the loss, else at predictions drawn by the seed.
  mutating func checkLoss(_ loss: LossSpecification) throws -> Record {
    let checked = try LossCheck(&session, loss)
    emit(.check(CheckEvent(subject: "loss", findings: [checked.finding])))
    return checked.record
  }
}

/// The gradient of a loss held against finite differences.
struct LossCheck {
  private let loss: LossSpecification
  private let rows: Int
  private let source: String
  private let check: LossGradientCheck

  /// Rows that are looked at: each makes each comparison slower, and more show nothing new.
  private static let rowLimit = 32

  init(_ session: inout Session, _ loss: LossSpecification) throws {
    let prepared = try session.prepareData(for: loss)
    let all = prepared.trainingData(try prepared.part(.train))
    let fitted = try loss.fitted(to: all.target)
    var generator = RandomGenerator(seed: session.seed)
    let data = all.selecting(generator.sample(Self.rowLimit, below: all.rows))
    let outputs = try session.outputs(for: fitted, data)
    guard
      let predictions = outputs
        ?? fitted.seededPredictions(for: data, seed: session.seed)
    else {
      throw Complaint(
        "\(loss.name) needs a model here: its predictions have a time",
        hint: "model ..., or score for predictions from a file")
    }
    self.loss = loss
    rows = data.rows
    source = outputs == nil ? "predictions drawn by the seed" : "the model's outputs"
    check = try fitted.checkGradient(
      on: data, predictions: predictions,
      parameters: session.trained?.state.weights ?? [:],
      epoch: max(0, (session.trained?.state.epochs ?? 0) - 1), seed: session.seed)
  }

  private var isRight: Bool {
    check.value.isFinite && (check.arrays.worst?.slope.difference ?? 0) <= gradientTolerance
  }

  /// The result in one sentence.
  var finding: CheckFinding {
    guard check.value.isFinite else {
      return CheckFinding(
        check: loss.name, level: .fail,
        message: "the loss of \(source) is \(numberText(check.value)), there is no gradient",
        mend: "check data")
    }
    guard check.arrays.contains(where: { $0.largestSlope > 0 }) else {
      return CheckFinding(
        check: loss.name, level: .warn,
        message:
          "the loss of \(source) for \(counted(rows, "row")) is flat: every slope is 0, so a "
          + "fit could not move from there",
        mend: "loss mse, or another loss that grows with the distance")
    }
    let counts = check.arrays.reduce(into: (checked: 0, all: 0)) { sum, array in
      (sum.checked, sum.all) = (sum.checked + array.checked, sum.all + array.count)
    }
    return CheckFinding(
      check: loss.name, level: isRight ? .ok : .fail,
      message: "gradient at \(source) for \(counted(rows, "row")) against finite differences: "
        + "largest relative difference \(check.arrays.worstWords); \(grouped(counts.checked)) of "
        + "\(counted(counts.all, "number")) compared" + check.arrays.kinkWords)
  }

  /// The result as a value of the language.
  var record: Record {
    let worst = check.arrays.worst
    return Record(
      "check",
      [
        "loss": .text("\(loss)"), "ok": .bool(isRight), "level": .text(finding.level.rawValue),
        "value": .number(check.value),
        "difference": .number(worst?.slope.difference ?? 0),
        "array": worst.map { .text($0.array) } ?? .none,
        "place": .list((worst?.slope.place ?? []).map { .number(Double($0 + 1)) }),
        "gradient": .optional(worst?.slope.analytic), "numeric": .optional(worst?.slope.numeric),
        "checked": .number(Double(check.arrays.map(\.checked).reduce(0, +))),
        "kinks": .number(Double(check.arrays.map(\.kinks).reduce(0, +))),
        "rows": .number(Double(rows)), "at": .text(source),
      ])
  }
}

extension Session {
  /// The outputs of the model for some rows, with its weights or fresh ones; nil without a model,
  /// and for one that does not fit the loss.
  fileprivate func outputs(
    for loss: LossSpecification, _ data: TrainingData
  ) throws -> Tensor? {
    guard let network = trained?.network ?? (try? network?.resolve(input: data.rowShape)),
      network.inputShape == data.rowShape,
      (try? Objective(loss: loss).check(network, target: data.target)) != nil
    else { return nil }
    return try network.predict(
      data.features, lengths: data.lengths,
      weights: trained?.state.weights ?? network.initialWeights(seed: seed))
  }
}
