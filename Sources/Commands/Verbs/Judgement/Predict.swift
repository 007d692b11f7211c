import DataSources
import Language
import Learning
import Tensors

extension Verbs {
  /// `predict test`, `predict "new.csv" to "predictions.csv"`.
  static let predict = Verb(
    "predict", group: "judgement", summary: "Say what the model makes of rows",
    discussion: """
      For classes: the likeliest class of each row and its probability; for numbers: the numbers. \
      Rows come from a part of the data or from a file with the same columns (a target is not \
      needed). A model trained to compare vectors gives its vectors. `to` writes all rows as CSV, or the raw outputs as NPY; otherwise the first are shown.
      """,
    parameters: [
      .positional(
        "rows", .either([.name("part"), .text]), "a part, or a file in quotes", default: "test"),
      .keyword("to", .path(["csv", "npy"]), "a file for all predictions"),
      .option("show", .integer(.between(1, 1000)), "how many rows to show", default: 10),
    ],
    examples: [
      Example("predict test", after: irisModel + ["fit epochs=2"], .contains(["probability"])),
      Example("predict", .fails("predict needs a trained model")),
    ],
    searchTerms: ["inference", "apply", "outputs"],
    changesSession: false
  ) { context, arguments in
    let model = try context.session.requireTrained(for: "predict")
    let rows = try arguments.text("rows")
    let features = try blaming("rows") { try context.features(of: rows, for: model) }
    let outputs = try model.network.predict(
      features.matrix, lengths: features.lengths, weights: model.state.weights)
    let loss = context.session.loss
    let predictions = Predictions(
      outputs: outputs, loss: loss, classes: loss?.givesVectors == true ? [] : model.classes,
      rows: features.rows)
    if let path = try arguments.textIfGiven("to") {
      try blaming("to") { try predictions.write(to: path) }
      context.emit(.text("written: \(path), \(counted(outputs.rows, "row"))"))
    } else {
      context.emit(.table(predictions.table(first: try arguments.integer("show"))))
    }
    return predictions.value
  }
}

extension CommandContext<Session> {
  /// The features of a part or of a file, prepared as the training part was.
  fileprivate func features(
    of rows: String, for model: TrainedModel
  ) throws -> (matrix: RowMatrix, lengths: Tensor?, rows: [Int]) {
    let data: Dataset
    let chosen: [Int]
    if let part = Part(rawValue: rows) {
      data = try session.requireData()
      chosen = data.parts[part]
      guard !chosen.isEmpty else {
        throw SessionError.noSuchPart(rows, known: data.parts.present.map(\.rawValue))
      }
    } else {
      data = try Dataset.load(rows)
      chosen = Array(0..<data.rowCount)
    }
    let made = try model.preparation.transform(data, rows: chosen)
    made.notices.forEach { emit(.notice($0)) }
    return (made.features, made.extras[TrainingData.lengthsName], chosen)
  }
}
