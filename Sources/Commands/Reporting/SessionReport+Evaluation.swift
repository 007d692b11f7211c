import Figures
import Language

extension SessionReport {
  /// How good the model is, part by part, and where it is wrong.
  var evaluationSection: [Document.Block] {
    guard let judgement else { return [] }
    var blocks: [Document.Block] = [
      .heading(level: 1, "Evaluation"),
      .table(Document.Table(Table(judgements: judgements))),
      .paragraph(
        Document.Prose("The baseline is \(judgement.baselineWords).")),
    ]
    blocks += judgement.remarks.map { .paragraph(Document.Prose("\($0.capitalizedFirst).")) }
    if let confusion = SessionFigures.confusion(judgement) {
      blocks.append(.figures([Document.Picture(confusion, aspect: confusionAspect(confusion))]))
    }
    if let classes = judgement.classTable {
      blocks += [.heading(level: 2, "By class"), .table(Document.Table(classes))]
    }
    if let edits = judgement.editTable {
      blocks += [.heading(level: 2, "Labels read"), .table(Document.Table(edits))]
    }
    if let numbers = judgement.numbers {
      blocks.append(
        .figures([
          Document.Picture(
            SessionFigures.predictions(numbers, on: judgement.part.place), aspect: 1),
          Document.Picture(SessionFigures.residuals(numbers, on: judgement.part.place), aspect: 1),
        ]))
    }
    return blocks
  }

  /// A few classes need no page of their own.
  private func confusionAspect(_ chart: ConfusionChart) -> Double {
    min(1, 0.45 + 0.02 * Double(chart.classes.count))
  }

  /// The runs side by side, where there are several.
  var comparisonSection: [Document.Block] {
    let runs = session.runs.filter { !$0.history.isEmpty }
    guard runs.count > 1 else { return [] }
    let trials = runs.filter { $0.comparison == runs.compactMap(\.comparison).max() }
    let isTrialled = trials.contains { $0.comparison != nil }
    let fits = runs.filter { $0.comparison == nil }
    let figures: [any Figure] =
      (fits.count > 1 ? [SessionFigures.loss(fits)] : [])
      + (isTrialled ? [SessionFigures.lossCurves(trials)] : [])
    return [
      .heading(level: 1, "Runs compared"),
      .table(Document.Table(RunComparison(runs).table)),
    ] + figures.map { .figures([Document.Picture($0)]) }
  }
}
