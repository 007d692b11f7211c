import DataSources
import Figures
import Language
import Tensors
import Timing

extension Verbs {
  /// `plot loss to "loss.png"`.
  static let plot = Verb(
    "plot", group: "pictures", summary: "Draw a picture of the data, the training or the judgement",
    discussion: """
      The ending of the name says the format: .png, .pdf or .svg. `loss` draws every run by epoch \
      (or those named by `runs=`), `confusion` which classes are taken for which, `residuals` and \
      `predictions` how far numbers are off, `roc`, `precision_recall` and `calibration` how good \
      the scores of a class are (of each against the rest, up to ten), `classes` how many rows each class has, `lr` the learning \
      rate of the runs, or with `next=` (and before the first fit) the one to come. `loss_shape` \
      draws the value and the gradient of losses (of the one in force without any) over the \
      residual, or over the logit of what is true: what they punish. `loss_parameters` draws what \
      the loss of the last run (or of `runs=`) learned and `loss_parts` the parts of their sums, by epoch; `losses` the \
      curves of the last `compare losses` over each other. Without a \
      part the judgement is that of the test part, else validation, else train. The folder `reports` \
      is made when it is missing.
      """,
    parameters: [
      .positional("what", .choice(PlotKind.choices), "which picture"),
      .variadic(
        "of", .either([.choice(PlotKind.places), .loss]),
        "the part to judge, or scored: the predictions of the last score; for loss_shape the losses",
        defaultText: "test, else validation, else train; the loss in force"),
      .keyword("to", .path(["png", "pdf", "svg"]), "the file to write", required: true),
      .option("runs", .list(.name("run")), "only these runs", defaultText: "all"),
      .option(
        "next", .integer(.between(1, 100_000)),
        "for lr: draw this many epochs to come, or steps with a schedule per=step",
        defaultText: "before the first fit: to the end of the schedule, or 100"),
      .option(
        "range", .list(.number(.finite)), "for loss_shape: from where to where, [-5, 5]",
        defaultText: "[-4, 4]"),
      .option("title", .text, "what stands above it"),
      .option("width", .number(.between(100, 4000)), "width in points, 72 to the inch"),
      .option("height", .number(.between(100, 4000)), "height in points"),
    ],
    examples: [
      Example(
        #"plot loss to "reports/loss.png""#, after: irisModel + ["fit epochs=3"],
        .contains(["reports/loss.png"])),
      Example(
        #"plot confusion test to "reports/confusion.svg""#, after: irisModel + ["fit epochs=3"],
        .contains(["reports/confusion.svg"])),
      Example(
        #"plot lr to "reports/lr.svg""#, after: ["optimizer sgd(lr=0.1)", "schedule cosine(30)"],
        .contains(["reports/lr.svg"])),
      Example(
        #"plot confusion scored to "reports/scored.svg""#,
        after: ["score predictions=[0, 1, 1] targets=[0, 1, 0] metrics=[accuracy]"],
        .contains(["reports/scored.svg"])),
      Example(#"plot classes to "reports/classes.pdf""#, after: [#"load "iris""#]),
      Example(
        #"plot loss_shape mse mae huber(delta=1) to "reports/shape.svg""#,
        .contains(["reports/shape.svg"])),
      Example(
        #"plot loss_shape mse cross_entropy to "shape.png""#, .fails("one picture cannot have both")
      ),
      Example(
        #"plot residuals to "reports/r.png""#, after: irisModel + ["fit epochs=1"],
        .fails("plot confusion")),
      Example(#"plot loss to "loss.gif""#, after: irisModel + ["fit epochs=1"], .fails("png")),
    ],
    searchTerms: ["figure", "chart", "draw", "picture", "graph", "image"],
    changesSession: true
  ) { context, arguments in
    let path = try arguments.text("to")
    let format = try blaming("to") { try FigureFormat(path: path) }
    let figure = try timed("composing") {
      try PlotKind(arguments).figure(&context.session, arguments)
    }
    let size = try size(figure, arguments)
    let bytes = try timed("drawing") {
      try FigureFile.render(figure, format: format, size: size)
    }
    try blaming("to") { try timed("writing") { try OutputFile.write(bytes, to: path) } }
    context.emit(.figure(path: path))
    return .text(path)
  }

  private static func size(_ figure: any Figure, _ arguments: Arguments) throws -> Size {
    let usual = figure.preferredSize
    return Size(
      try arguments.numberIfGiven("width") ?? usual.width,
      try arguments.numberIfGiven("height") ?? usual.height)
  }
}

/// What `plot` can draw.
enum PlotKind: String, CaseIterable {
  case loss, confusion, residuals, predictions, classes, lr, roc, calibration
  case precisionRecall = "precision_recall"
  case lossShape = "loss_shape"
  case lossParameters = "loss_parameters"
  case lossParts = "loss_parts"
  case losses

  static var choices: [Choice] { allCases.map { Choice($0.rawValue, $0.summary) } }

  init(_ arguments: Arguments) throws {
    self = PlotKind(rawValue: try arguments.text("what")) ?? .loss
  }

  private var summary: String {
    switch self {
    case .loss: "losses by epoch"
    case .confusion: "which classes are taken for which"
    case .residuals: "how numbers are off"
    case .predictions: "predicted against true numbers"
    case .classes: "rows of each class"
    case .lr: "learning rates by epoch"
    case .roc: "true over false positive rates"
    case .precisionRecall: "precision over recall"
    case .calibration: "what came true over the probability given"
    case .lossShape: "value and gradient of losses over the residual or the logit"
    case .lossParameters: "what the loss learned by epoch"
    case .lossParts: "the parts of a sum of losses by epoch"
    case .losses: "runs with different losses over each other"
    }
  }

  /// What can be judged: the parts of the data, and predictions from elsewhere.
  static var places: [Choice] {
    Part.allCases.map { Choice($0.rawValue) } + [Choice(scored, "the predictions scored last")]
  }

  /// The word for the predictions of the last `score`.
  static let scored = "scored"

  /// Whether it draws judged rows.
  var isOfRows: Bool {
    switch self {
    case .confusion, .residuals, .predictions, .roc, .precisionRecall, .calibration: true
    default: false
    }
  }

  /// The picture, from what the session knows.
  func figure(_ session: inout Session, _ arguments: Arguments) throws -> any Figure {
    let title = try arguments.textIfGiven("title")
    if isOfRows, try arguments.texts("of") == [Self.scored] {
      let scored = try blaming("of") { try session.requireScored() }
      return try blaming("what") { try scored.figure(self, title: title) }
    }
    switch self {
    case .loss: return SessionFigures.loss(try session.runsToPlot(arguments), title: title)
    case .classes: return try SessionFigures.classes(session.requireData(), title: title)
    case .lr: return try session.learningRates(arguments, title: title)
    case .losses:
      return SessionFigures.lossCurves(try session.comparedRuns(arguments), title: title)
    case .lossShape: return try session.lossShapes(arguments, title: title)
    case .lossParameters, .lossParts: return try lossHistory(session, arguments, title: title)
    case .roc, .precisionRecall, .calibration:
      return try curve(&session, arguments, title: title)
    case .confusion, .residuals, .predictions:
      let part = try arguments.plottedPart(rawValue) ?? session.partToJudge
      _ = try session.requireTrained(for: "plot \(rawValue)")
      let judgement = try blaming("of") { try session.judge(part) }
      return try blaming("what") { try judged(judgement, title: title) }
    }
  }

  /// What the losses of runs came to beside their value.
  private func lossHistory(
    _ session: Session, _ arguments: Arguments, title: String?
  ) throws -> any Figure {
    var runs = try session.runsToPlot(arguments)
    if !arguments.isGiven("runs"), let last = runs.last(where: isTold(by:)) { runs = [last] }
    return try blaming("what") {
      self == .lossParts
        ? try SessionFigures.lossParts(runs, title: title)
        : try SessionFigures.lossParameters(runs, title: title)
    }
  }

  /// Whether a run has what the picture draws.
  private func isTold(by run: Run) -> Bool {
    let last = run.history.last
    return (self == .lossParts ? last?.parts.isEmpty : last?.lossParameters.isEmpty) == false
  }

  /// A curve made of every row of a part.
  private func curve(
    _ session: inout Session, _ arguments: Arguments, title: String?
  ) throws -> any Figure {
    let part = try arguments.plottedPart(rawValue) ?? session.partToJudge
    _ = try session.requireTrained(for: "plot \(rawValue)")
    _ = try blaming("of") { try session.judge(part) }
    return try blaming("what") {
      let rows = try session.scoredRows(part, for: rawValue)
      switch self {
      case .precisionRecall:
        return try SessionFigures.precisionRecall(rows, on: part.place, title: title)
      case .calibration: return try SessionFigures.calibration(rows, on: part.place, title: title)
      default: return try SessionFigures.roc(rows, on: part.place, title: title)
      }
    }
  }

  private func judged(_ judgement: Judgement, title: String?) throws -> any Figure {
    if self == .confusion {
      guard let figure = SessionFigures.confusion(judgement, title: title) else {
        throw SessionError.unsuitablePlot(
          rawValue, reason: "the model predicts numbers, not classes",
          instead: "plot residuals, or plot predictions")
      }
      return figure
    }
    guard let numbers = judgement.numbers else {
      guard judgement.evaluation.confusion != nil else {
        throw SessionError.unsuitablePlot(
          rawValue, reason: "the model predicts several numbers a row", instead: "plot loss")
      }
      throw SessionError.unsuitablePlot(
        rawValue, reason: "the model predicts classes, not numbers", instead: "plot confusion")
    }
    return self == .residuals
      ? SessionFigures.residuals(numbers, on: judgement.part.place, title: title)
      : SessionFigures.predictions(numbers, on: judgement.part.place, title: title)
  }
}
