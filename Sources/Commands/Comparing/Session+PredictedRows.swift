import DataSources
import Learning

extension Session {
  /// What the model makes of each row of a part, to be measured on draws of its rows, and what a
  /// reader must know of how.
  func predictedRows(_ part: Part) throws -> (rows: PredictedRows, remarks: [String]) {
    let model = try requireTrained(for: "compare")
    guard let loss else { throw SessionError.noLoss }
    let data = try requireData()
    let rows = try judged(part, data, model, loss)
    let training = try part == .train ? rows : judged(.train, data, model, loss)
    let outputs = try model.network.predict(
      rows.features, lengths: rows.lengths, weights: model.state.weights)
    let evidence = try ClassEvidence(
      loss.answers(outputs, to: rows.target), loss, part, model, training)
    let predicted = try PredictedRows(
      part: part.rawValue, predictions: evidence.scores, target: rows.target,
      training: training.target, outputs: evidence.kind,
      metrics: metrics.compared(on: rows.target.judged),
      sequences: try loss.labelSequences(of: rows, behind: model.network))
    return (predicted, evidence.remarks)
  }
}
