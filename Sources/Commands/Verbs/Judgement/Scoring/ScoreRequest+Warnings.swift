import Graphs
import Language
import Learning
import Tensors

extension ScoreRequest {
  /// How metrics read the predictions: as told, else as the loss does, else as they look.
  func reading(of input: ScoreInput) -> ScoreReading {
    reading ?? loss?.reading ?? (input.looksLikeClasses ? .classes : .logits)
  }

  /// What was found out and not told, which could be a misunderstanding.
  func notices(_ input: ScoreInput) -> [String] {
    let isGuess = reading == nil && metrics.contains { $0.definition.judges != "numbers" }
    let doubts = weighingDoubts(input)
    guard isGuess, reading(of: input) == .classes else { return doubts }
    return doubts
      + ["the predictions are taken for class numbers; from=logits takes them for scores"]
  }

  /// Weights of the classes that do nothing, whether they are no and yes or a column each.
  private func weighingDoubts(_ input: ScoreInput) -> [String] {
    let columns = input.predictions.shape.dimensions.last ?? 1
    let names = input.classes ?? (0..<columns).map(String.init)
    return loss?.simple.flatMap { loss in
      (try? loss.doubts(classes: names.count == 2 ? names : ["no", "yes"], isBinary: true))
        ?? (try? loss.doubts(classes: names, isBinary: false)) ?? []
    }.map(\.asNotice) ?? []
  }

  /// What is probably a mistake in predictions that can be judged all the same.
  func warnings(_ input: ScoreInput, _ outcome: ScoreOutcome) -> [String] {
    guard let loss else { return [] }
    return [
      probabilitiesAsScores(loss, input.predictions), unevenRows(loss, input.predictions),
      infiniteLoss(outcome), zeroedExamples(outcome),
    ].compactMap { $0 }
  }

  /// Rows that are probabilities, before a loss that makes its own of raw scores.
  private func probabilitiesAsScores(
    _ loss: LossSpecification, _ predictions: DoubleArray
  ) -> String? {
    guard loss.definition.predictions(loss.options) == .logits, predictions.shape.rank == 2,
      predictions.shape[1] > 1, predictions.rows > 1,
      predictions.values.allSatisfy({ (0...1).contains($0) }),
      predictions.firstUnevenRow == nil
    else { return nil }
    return "the predictions look like probabilities, every row sums to 1, but \(loss.name) takes "
      + "raw scores: \(loss.name)(from=probabilities) takes these"
  }

  /// Rows that do not sum to 1, before a loss that takes probabilities of classes.
  private func unevenRows(_ loss: LossSpecification, _ predictions: DoubleArray) -> String? {
    let kinds = loss.definition.targets
    guard loss.definition.predictions(loss.options) == .probabilities,
      kinds.contains(.classes), !kinds.contains(.binary), predictions.shape.rank == 2,
      let row = predictions.firstUnevenRow
    else { return nil }
    return "row \(row.row + 1) of the predictions sums to \(significantText(row.sum, digits: 6)); "
      + "\(loss.name)(from=probabilities) takes rows that sum to 1"
  }

  private func zeroedExamples(_ outcome: ScoreOutcome) -> String? {
    guard let examples = outcome.loss?.infeasible, !examples.isEmpty else { return nil }
    return "\(examples.count) of \(outcome.rows) examples have too few frames for their labels and "
      + "count 0: \(examples.words)"
  }

  private func infiniteLoss(_ outcome: ScoreOutcome) -> String? {
    guard let score = outcome.loss,
      let row = score.rowValues.firstIndex(where: { !$0.isFinite })
    else { return nil }
    return "the loss of row \(row + 1) is \(numberText(score.rowValues[row]))"
  }
}

extension DoubleArray {
  /// The first row of the last axis whose sum is not 1 within a thousandth.
  fileprivate var firstUnevenRow: (row: Int, sum: Double)? {
    for index in 0..<rows {
      let sum = row(index).reduce(0, +)
      if abs(sum - 1) > 1e-3 { return (index, sum) }
    }
    return nil
  }
}
