import Graphs
import Language
import Learning
import Tensors

extension Verbs {
  /// `score predictions="p.npy" targets="t.npy" loss=mse`.
  static let score = Verb(
    "score", group: "judgement",
    summary: "Judge predictions that came from elsewhere with any loss and metrics",
    discussion: """
      Arrays are NPY files, CSV files of numbers (with or without a heading), or lists. The first \
      axis counts rows. Classes are whole numbers from 0, one per row, or names; `classes` gives \
      the names in the order of the columns. Shapes must match: nothing is broadcast. A CSV file \
      of one column is a list or a matrix, as the other array needs it.

      The loss is computed in double precision with its derivative by each prediction, which \
      `gradient=` writes in their shape; with reduction=none it is that of the sum, and `value=` \
      writes one number per element or row. precision=single computes as training does. Weights \
      count in the loss, not in the metrics. `plot confusion scored` and its kin draw the \
      predictions judged last. Parameters that the loss learns have the values a \
      fit starts from.
      """,
    parameters: [
      .option("predictions", .array, "what was predicted: a file or a list", required: true),
      .option("targets", .array, "what it should have been"),
      .option("loss", .loss, "a loss with its options"),
      .option("metrics", .list(.catalogue(["metric"])), "metrics of the whole"),
      .option(
        "reduction", .choice(Reduction.allCases.map { Choice($0.rawValue) }),
        "what becomes of the values of the rows", default: .text(Reduction.mean.rawValue)),
      .option("value", .path(["npy", "csv"]), "a file for the value of the loss"),
      .option("gradient", .path(["npy", "csv"]), "a file for its gradient"),
      .option("weights", .array, "what each row counts in the loss, one number per row"),
      .option(
        "classes", .list(.either([.newName("name"), .any])),
        "the names of the classes, in the order of the columns"),
      .option(
        "from", .choice(ScoreReading.allCases.map { Choice($0.rawValue) }),
        "what the predictions are, for metrics", defaultText: "what the loss takes them for"),
      .option(
        "precision", .choice(ScorePrecision.allCases.map { Choice($0.rawValue) }),
        "the numbers it is computed in", default: .text(ScorePrecision.double.rawValue)),
    ] + ScoreArrays.parameters,
    examples: [
      Example(
        "score predictions=[[1, 2], [0, 1]] targets=[0, 1] loss=cross_entropy metrics=[accuracy]",
        // Row 1: log(1 + e^1) = 1.3132617, row 2: log(1 + e^-1) = 0.3132617.
        .contains(["loss", "0.8132617", "accuracy", "0.5"])),
      Example(
        "let r = score predictions=[1.5, 2] targets=[1, 4] loss=mse; print r.loss",
        .contains(["2.125"])),
      Example(
        "score predictions=[[1], [2]] targets=[1, 4] loss=mse", .fails("not [2]"),
        note: "[2, 1] is not [2]"),
    ],
    searchTerms: ["judge", "numpy", "npy", "external", "gradient", "per row"],
    changesSession: true
  ) { context, arguments in
    let request = try ScoreRequest(arguments, context.session)
    let (input, part, notices) = try arguments.scoreInput(hasSequences: request.hasSequences)
    (notices + request.notices(input)).forEach { context.emit(.notice($0)) }
    let outcome = try blamingInput { try request.judge(input, part: part) }
    request.warnings(input, outcome).forEach { context.emit(.warning($0)) }
    try request.write(outcome)
    context.session.scored = ScoredPredictions(
      name: part, input: input, reading: request.reading(of: input),
      ignored: request.loss?.ignoredClasses ?? [])
    context.emit(.table(outcome.table))
    outcome.parameterTable.map { context.emit(.table($0)) }
    outcome.worstRows(input).map { context.emit(.table($0)) }
    context.emit(.score(outcome.event))
    return .record(outcome.record)
  }
}

/// Runs `body`; what is wrong with an array is blamed on the argument it came by, what is wrong with
/// the loss on the loss.
private func blamingInput<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as ScoreError {
    throw ArgumentProblem(error.argument, error)
  } catch let error as LearningError {
    throw ArgumentProblem(error.scoreArgument, error)
  } catch {
    throw ArgumentProblem("loss", error)
  }
}

extension LearningError {
  /// The argument of `score` that a mistake is in which the checks of a fit found; the loss unless
  /// it is an array.
  fileprivate var scoreArgument: String {
    switch self {
    case .notASign, .bothZeroAndMinusOne, .badLabel: "targets"
    case .sequenceAxes: "predictions"
    case .lengthCount(_, let array, _, _), .badLength(_, let array, _, _, _, _): array
    case .outsideDomain(_, let what, _, _, _):
      what.hasPrefix("array ") ? String(what.dropFirst(6)) : what
    default: "loss"
    }
  }
}

extension ScoreRequest {
  /// Whether the targets are rows of labels, which may differ in length.
  fileprivate var hasSequences: Bool {
    loss?.definition.targets.contains(.sequences) == true
  }

  /// Judges by the loss and the metrics.
  fileprivate func judge(_ input: ScoreInput, part: String) throws -> ScoreOutcome {
    let score = try loss?.score(input, reduction: reduction, precision: precision)
    return ScoreOutcome(
      part: part, rows: score?.rowValues.count ?? input.predictions.shape.dimensions.first ?? 1,
      lossName: loss.map { "\($0)" }, meanDividesBy: loss?.definition.meanDividesBy ?? "",
      loss: score,
      metrics: try input.measure(
        metrics, reading: reading(of: input), ignoring: loss?.ignoredClasses ?? [])
    )
  }

  /// Writes the files asked for.
  fileprivate func write(_ outcome: ScoreOutcome) throws {
    guard let score = outcome.loss else { return }
    if let valuePath {
      try blaming("value") { try ScoreFile.write(score.value, to: valuePath) }
    }
    if let gradientPath {
      try blaming("gradient") { try ScoreFile.write(score.gradient, to: gradientPath) }
    }
  }
}
