import DataSources
import Language
import Learning
import Tensors
import Timing

extension Session {
  /// Judges a part with the weights in force, on rows prepared as those the model learned from,
  /// and keeps the result in reach as `test.accuracy`.
  ///
  /// - Parameter decoding: how label sequences are read; nil: as they were read last.
  mutating func judge(_ part: Part, decoding: SequenceDecoding? = nil) throws -> Judgement {
    if let known = evaluations[part], decoding == nil || decoding == known.decoding {
      return known
    }
    let model = try requireTrained(for: "evaluate")
    guard let loss else { throw SessionError.noLoss }
    let data = try requireData()
    guard !data.parts[part].isEmpty else {
      throw SessionError.noSuchPart(part.rawValue, known: data.parts.present.map(\.rawValue))
    }
    let (rows, training) = try timed("preparing data") {
      let rows = try judged(part, data, model, loss)
      return (rows, try part == .train ? rows : judged(.train, data, model, loss))
    }
    let outputs = try timed("predicting") {
      try model.network.predict(rows.features, lengths: rows.lengths, weights: model.state.weights)
    }
    let answers = loss.answers(outputs, to: rows.target)
    let target = rows.target.judged
    let evidence = try timed("metrics") {
      try ClassEvidence(answers, loss, part, model, training)
    }
    let sequences = try loss.labelSequences(of: rows, behind: model.network)
    let decoding = decoding ?? .greedy
    let judgement = Judgement(
      part: part, decoding: decoding,
      objective: try timed("loss") {
        try Objective(loss: loss, penalties: penalties).fitted(to: training.target)
          .evaluate(
            model.network, weights: model.state.weights, on: rows,
            epoch: max(0, model.state.epochs - 1))
      },
      evaluation: try timed("metrics") {
        try Evaluation(
          part: part.rawValue, predictions: evidence.scores, target: rows.target,
          training: training.target, outputs: evidence.kind,
          metrics: metrics.measured(on: target),
          sequences: sequences, decoding: decoding)
      },
      listed: metrics.listed(on: target),
      numbers: JudgedNumbers(answers, rows.target),
      remarks: evidence.remarks + (sequences?.remarks(loss, decoding) ?? []))
    evaluations[part] = judgement
    return judgement
  }

  /// Every row of a part with the model's outputs for each class.
  ///
  /// - Throws: what `judge` throws, and `SessionError.unsuitablePlot` when there are no classes.
  mutating func scoredRows(_ part: Part, for plot: String) throws -> ScoredRows {
    guard try judge(part).evaluation.confusion != nil, let loss, let data else {
      throw SessionError.unsuitablePlot(
        plot, reason: "the model predicts numbers, not classes",
        instead: "plot residuals, or plot predictions")
    }
    if loss.givesVectors {
      throw SessionError.unsuitablePlot(
        plot, reason: "the model gives vectors, not a score for each class",
        instead: "plot confusion")
    }
    let model = try requireTrained(for: "plot \(plot)")
    let rows = try judged(part, data, model, loss)
    let outputs = try model.network.predict(
      rows.features, lengths: rows.lengths, weights: model.state.weights)
    return try ScoredRows(outputs, target: rows.target, outputs: loss.outputKind)
  }

  /// The rows of a part with their targets, the classes numbered as the model's outputs are.
  func judged(
    _ part: Part, _ data: Dataset, _ model: TrainedModel, _ loss: LossSpecification
  ) throws -> TrainingData {
    let rows = data.parts[part]
    let made = try model.preparation.transform(data, rows: rows)
    let targets = try data.targets(
      targetForm(loss, data), rows: rows, part: part, classes: model.preparation.classes)
    var judged = targets.trainingData(features: made.features, classes: model.classes)
    judged.rowWeights = try data.rowWeights(rows)
    judged.extras = made.extras
    return judged
  }
}

extension LabelSequences {
  /// How they were judged, for a reader.
  fileprivate func remarks(_ loss: LossSpecification, _ decoding: SequenceDecoding) -> [String] {
    areReadFromFrames
      ? ["labels are read by \(decoding)"]
      : ["no metric reads labels from the outputs of \(loss.sequenceLoss?.name ?? loss.name)"]
  }
}

extension LossSpecification {
  /// What the outputs of a model trained with this loss mean.
  var outputKind: OutputKind {
    switch definition.predictions(options) {
    case .probabilities: .probabilities
    case .scores, .vectors, .directions: .scores
    // The logarithms of probabilities are scores whose softmax is those probabilities.
    case .logits, .logProbabilities, .numbers: .logits
    }
  }
}
