import DataSources
import Learning

extension Session {
  /// What the model makes of each row of a part, to be measured on draws of its rows.
  func predictedRows(_ part: Part) throws -> PredictedRows {
    let model = try requireTrained(for: "compare")
    guard let loss else { throw SessionError.noLoss }
    let data = try requireData()
    let rows = try judged(part, data, model, loss)
    let training = try part == .train ? rows : judged(.train, data, model, loss)
    let outputs = try model.network.predict(rows.features, weights: model.state.weights)
    return try PredictedRows(
      part: part.rawValue, predictions: loss.answers(outputs, to: rows.target),
      target: rows.target, training: training.target, outputs: loss.outputKind,
      metrics: metrics.compared(classes: rows.target.classCount))
  }
}
