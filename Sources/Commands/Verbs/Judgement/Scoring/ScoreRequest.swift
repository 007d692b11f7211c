import Graphs
import Language
import Learning
import Tensors

/// What a line of `score` asks for.
struct ScoreRequest {
  /// The loss, if there is one.
  let loss: LossSpecification?
  /// The metrics, in the order given.
  let metrics: [MetricSpecification]
  /// How the loss is reduced.
  let reduction: Reduction
  /// In which precision it is computed.
  let precision: ScorePrecision
  /// How metrics read the predictions; nil: as the loss does.
  let reading: ScoreReading?
  /// A file for the value.
  let valuePath: String?
  /// A file for the gradient.
  let gradientPath: String?

  /// Checks what a line asks for.
  init(_ arguments: Arguments, _ session: Session) throws {
    loss = try arguments["loss"].map { value in
      try blaming("loss") { try session.lossSpecification(value) }
    }
    metrics = try arguments.constructors("metrics").enumerated().map { index, constructor in
      do { return try MetricSpecification(constructor) } catch {
        throw ArgumentProblem("metrics", error, index: index)
      }
    }
    reduction = Reduction(rawValue: try arguments.text("reduction")) ?? .mean
    precision = ScorePrecision(rawValue: try arguments.text("precision")) ?? .double
    reading = try arguments.textIfGiven("from").flatMap(ScoreReading.init)
    valuePath = try arguments.textIfGiven("value")
    gradientPath = try arguments.textIfGiven("gradient")
    try check()
  }

  private func check() throws {
    guard loss != nil || !metrics.isEmpty else { throw ScoreError.nothingAsked }
    for (name, path) in [("value", valuePath), ("gradient", gradientPath)] {
      guard let path else { continue }
      try blaming(name) {
        guard loss != nil else {
          throw Complaint("there is no \(name) without a loss", hint: "loss=mse")
        }
        try ScoreFile.check(path)
      }
    }
    if let valuePath, valuePath == gradientPath {
      throw ArgumentProblem("gradient", Complaint("value and gradient go to the same file"))
    }
    try checkReading()
    try refuseVectors()
  }

  /// Columns that are directions of a space are no classes to be judged.
  private func refuseVectors() throws {
    guard let loss, loss.givesVectors, reading == nil,
      let index = metrics.firstIndex(where: { $0.definition.judges != "numbers" })
    else { return }
    throw ArgumentProblem(
      "metrics",
      Complaint(
        "\(metrics[index].name) judges \(metrics[index].definition.judges), and for \(loss.name) the predictions are vectors",
        hint: "leave the metric out; from=scores takes each column for a class"), index: index)
  }

  /// A loss that knows how it reads predictions is told so itself.
  private func checkReading() throws {
    guard let reading, let loss,
      let from = loss.definition.declaration.options.first(where: { $0.name == "from" }),
      reading != loss.reading
    else { return }
    let mend =
      from.kind.accepts(.text(reading.rawValue))
      ? "say it to the loss: \(loss.name)(from=\(reading.rawValue))"
      : "leave from out: the loss says what the predictions are"
    throw ArgumentProblem(
      "from",
      Complaint(
        "\(loss) takes \(loss.reading.rawValue), and from=\(reading.rawValue) says otherwise",
        hint: mend))
  }
}

extension LossSpecification {
  /// How metrics read predictions made for this loss.
  var reading: ScoreReading {
    switch definition.predictions(options) {
    // The logarithms of probabilities are logits too: their softmax is those probabilities.
    case .logits, .logProbabilities: .logits
    case .probabilities: .probabilities
    case .numbers, .scores, .vectors, .directions: .scores
    }
  }
}
