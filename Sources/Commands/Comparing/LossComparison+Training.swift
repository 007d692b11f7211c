import Figures
import Language
import Learning

extension CommandContext<Session> {
  /// Trains the model with each loss, keeps the runs and judges them.
  ///
  /// A fit that diverges is judged by its last good weights, with a warning. Ctrl-C ends the fit at
  /// hand and leaves out the losses after it.
  ///
  /// - Returns: nil when interrupted before two losses were trained and compared.
  mutating func compare(_ request: LossComparisonRequest) throws -> LossComparison? {
    request.entrants.first?.prepared.notices.forEach { emit(.notice($0)) }
    var trials: [LossComparison.Trial] = []
    for entrant in request.entrants {
      guard let trial = try train(entrant) else { break }
      trials.append(trial)
    }
    guard trials.count > 1,
      let comparison = LossComparison(
        part: request.part, trials: trials, seed: request.configuration.seed, control: control)
    else {
      emit(.notice("interrupted: the losses are not compared; runs shows those that were trained"))
      return nil
    }
    comparison.warnings.forEach { emit(.warning($0)) }
    emit(.table(comparison.table))
    emit(.text(comparison.conclusion))
    try draw(comparison, request)
    return comparison
  }

  /// Trains with one loss; nil when that was interrupted.
  private mutating func train(_ entrant: LossEntrant) throws -> LossComparison.Trial? {
    var run = entrant.run
    let result = try train(entrant.prepared, &run)
    run.finish(result)
    session.runs.append(run)
    emit(.fit(run.event))
    if case .interrupted = result.reason { return nil }
    let judged = try entrant.judged(after: result, run)
    return LossComparison.Trial(
      loss: entrant.loss, run: run, rows: judged.rows, remarks: judged.remarks)
  }

  private func draw(_ comparison: LossComparison, _ request: LossComparisonRequest) throws {
    guard let picture = request.picture else { return }
    let figure = SessionFigures.lossCurves(comparison.trials.map(\.run))
    let bytes = try FigureFile.render(figure, format: picture.format)
    try blaming("to") { try OutputFile.write(bytes, to: picture.path) }
    emit(.figure(path: picture.path))
  }
}
