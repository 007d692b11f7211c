import Figures
import Graphs
import Language
import Learning

/// The predictions that `score` judged last, for pictures of them.
struct ScoredPredictions: Sendable {
  /// What they are called: the name of their file.
  let name: String
  /// Predictions and targets.
  let input: ScoreInput
  /// What the predictions are.
  let reading: ScoreReading
  /// The class number whose rows are left out.
  let ignored: Set<Int>
}

extension ScoredPredictions {
  /// The picture of a kind.
  ///
  /// - Throws: `ScoreError` where predictions or targets are not what it draws.
  func figure(_ kind: PlotKind, title: String?) throws -> any Figure {
    switch kind {
    case .residuals, .predictions:
      let numbers = try judgedNumbers(for: kind.rawValue)
      return kind == .residuals
        ? SessionFigures.residuals(numbers, on: name, title: title)
        : SessionFigures.predictions(numbers, on: name, title: title)
    case .precisionRecall:
      return try SessionFigures.precisionRecall(rows(for: kind), on: name, title: title)
    case .calibration:
      return try SessionFigures.calibration(rows(for: kind), on: name, title: title)
    case .roc: return try SessionFigures.roc(rows(for: kind), on: name, title: title)
    default:
      return SessionFigures.confusion(try rows(for: kind).confusion, on: name, title: title)
    }
  }

  private func rows(for kind: PlotKind) throws -> ScoredRows {
    try input.scoredRows(judge: "plot \(kind.rawValue)", reading: reading, ignoring: ignored)
  }

  private func judgedNumbers(for plot: String) throws -> JudgedNumbers {
    guard case .numbers(let targets) = input.targets,
      targets.shape == input.predictions.shape,
      targets.values.count == targets.shape.dimensions.first ?? 1
    else {
      throw SessionError.unsuitablePlot(
        plot, reason: "the predictions are not one number a row beside one of the targets",
        instead: "plot confusion scored")
    }
    return JudgedNumbers(truth: targets.values, predicted: input.predictions.values)
  }
}

extension Session {
  /// The predictions scored last, or the sentence that says there are none.
  func requireScored() throws -> ScoredPredictions {
    guard let scored else { throw SessionError.nothingScored }
    return scored
  }
}

extension ScoredRows {
  /// How often rows of each class were taken for each.
  fileprivate var confusion: ConfusionMatrix {
    (try? ConfusionMatrix(classes: classes, targets: labels, predictions: verdicts))
      ?? ConfusionMatrix(classes: classes)
  }
}
