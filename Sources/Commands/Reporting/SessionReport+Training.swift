import Figures
import Language
import Learning

extension SessionReport {
  /// How the loss went, run by run.
  var trainingSection: [Document.Block] {
    guard let run = session.lastRun, !run.history.isEmpty else { return [] }
    var blocks: [Document.Block] = [.heading(level: 1, "Training")]
    blocks.append(.paragraph(Document.Prose(sentence(run))))
    let figures = [SessionFigures.loss([run]), SessionFigures.penalty(run)].compactMap { $0 }
    blocks.append(
      .figures(figures.map { Document.Picture($0, aspect: figures.count > 1 ? 0.8 : 0.5) }))
    return blocks
  }

  private func sentence(_ run: Run) -> String {
    var text = "\(run.name) trained for \(counted(run.history.count, "epoch"))"
    text +=
      run.settings.batch.map { " in batches of \(grouped($0)) rows" } ?? " on all rows at once"
    text += "; it ended because \(run.reason.because)."
    if let best = run.bestEpoch { text += " The weights are those of epoch \(best)." }
    if let kept = run.keptEpoch {
      text += " The data loss was then \(significantText(kept.dataLoss, digits: 4))"
      if kept.penalty != 0 {
        text += " and the penalty \(significantText(kept.penalty, digits: 4))"
      }
      if let validation = kept.validationLoss {
        text += ", on the validation part \(significantText(validation, digits: 4))"
      }
      text += "."
    }
    return text
  }
}

extension FitEnd {
  /// The reason as a clause.
  fileprivate var because: String {
    switch self {
    case .epochs: "all epochs were taken"
    case .converged: "the objective no longer fell"
    case .earlyStopping: "the watched number no longer got better"
    case .interrupted: "it was interrupted"
    case .diverged: "the loss became infinite or no number"
    }
  }
}
