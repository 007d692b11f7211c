import Language
import Learning

extension Verbs {
  /// `fit epochs=10 batch=32`.
  static let fit = Verb(
    "fit", group: "training", summary: "Train the model on the training part",
    discussion: """
      Goes on from the weights there are; `reset` starts afresh. Every fit is a run that `runs`, \
      `compare` and the report know by its name; `resume=true` continues the last run instead. \
      The loss reported is that of the data alone, penalties stand beside it. Ctrl-C ends the fit \
      after the current step and keeps everything.
      """,
    parameters: FitRequest.parameters + [
      .option("resume", .flag, "continue the last run under its name", default: false),
      .option("name", .newName("run"), "what the run is called", defaultText: "run1, run2, ..."),
    ],
    examples: [
      Example("fit epochs=5 batch=16", after: irisModel, .contains(["run1: 5 epochs"])),
      Example(
        "fit until=converged name=\"long\"", after: irisModel, .contains(["long:"])),
      Example("fit epochs=ten", after: irisModel, .fails("epochs")),
      Example("fit", .fails("no data"), note: "before any load"),
    ],
    searchTerms: ["train", "epochs", "learn"],
    changesSession: true
  ) { context, arguments in
    let request = try FitRequest(arguments, session: context.session)
    let run = try context.fit(request)
    return .record(run.record)
  }

  /// A model on iris, for examples.
  static let irisModel = [
    #"load "iris""#, "split train=0.7 test=0.3 seed=1", "scale standard",
    "model dense(8) -> relu -> dense(3)", "loss cross_entropy", "optimizer adam(lr=0.01)",
  ]
}

/// What one `fit` asks for.
struct FitRequest {
  /// The run's name.
  var name: String
  /// Whether the last run goes on.
  var resumes: Bool
  /// What a step follows.
  var reduction: BatchReduction
  /// How the trainer goes about it.
  var configuration: TrainingConfiguration

  /// Reads the arguments of `fit`.
  init(_ arguments: Arguments, session: Session) throws {
    guard let optimizer = session.optimizer else { throw try Self.firstMissing(session) }
    let resumes = try arguments.flag("resume")
    try self.init(
      name: Self.name(arguments, session, resumes), resumes: resumes, arguments, session, optimizer)
  }

  /// Reads how the trainer is to go about a run.
  init(
    name: String, resumes: Bool = false, _ arguments: Arguments, _ session: Session,
    _ optimizer: OptimizerSpecification
  ) throws {
    self.name = name
    self.resumes = resumes
    let converges = try arguments.textIfGiven("until") != nil
    reduction = BatchReduction(rawValue: try arguments.text("reduction")) ?? .mean
    let tolerance = try arguments.numberIfGiven("tolerance")
    if tolerance != nil, !converges {
      throw ArgumentProblem(
        "tolerance",
        Complaint("tolerance counts only with until=converged", hint: "fit until=converged"))
    }
    configuration = TrainingConfiguration(
      epochs: try arguments.integerIfGiven("epochs") ?? (converges ? 1000 : 10),
      batch: try Self.batch(arguments, optimizer), shuffle: try arguments.flag("shuffle"),
      seed: try arguments.integerIfGiven("seed").map(UInt64.init) ?? session.seed,
      tolerance: converges ? tolerance ?? 1e-4 : nil,
      earlyStopping: session.earlyStopping.map { EarlyStopping($0.options) },
      augmentations: session.augmentations)
  }

  /// What says how a fit goes about its work.
  static let parameters: [Parameter] = [
    .option(
      "epochs", .integer(.between(0, 1_000_000_000)), "how often to go through the rows",
      defaultText: "10, or at most 1000 until=converged"),
    .option(
      "batch", .either([.integer(.atLeast(1)), .choice(["all"])]), "rows a step",
      defaultText: "32; all for gradient_descent"),
    .option("shuffle", .flag, "whether each epoch takes the rows in a new order", default: true),
    .option(
      "seed", .integer(.between(0, 9_007_199_254_740_991)), "seed of this fit",
      defaultText: "the session's seed"),
    .option(
      "until", .choice([Choice("converged", "stop when the objective no longer falls")]),
      "stop before the last epoch"),
    .option(
      "tolerance", .number(.above(0)),
      "the share by which the objective must fall within five epochs to go on",
      defaultText: "0.0001 with until=converged"),
    .option(
      "reduction",
      .choice([
        Choice("mean", "the mean of the rows of a batch"),
        Choice("sum", "their sum: a larger batch makes a larger step"),
      ]), "what a step follows; the loss shown is the mean either way", default: "mean"),
  ]

  /// What a fit lacks first, in the order in which one types.
  static func firstMissing(_ session: Session) throws -> SessionError {
    _ = try session.requireData()
    _ = try session.requireModel()
    return session.loss == nil ? .noLoss : .noOptimizer
  }

  private static func name(
    _ arguments: Arguments, _ session: Session, _ resumes: Bool
  ) throws -> String {
    let given = try arguments.textIfGiven("name")
    if resumes {
      guard let last = session.lastRun else {
        throw ArgumentProblem("resume", SessionError.noRuns)
      }
      return given ?? last.name
    }
    if let given {
      guard !session.runs.contains(where: { $0.name == given }) else {
        throw ArgumentProblem("name", SessionError.runExists(given))
      }
      return given
    }
    var number = session.runs.count + 1
    while session.runs.contains(where: { $0.name == "run\(number)" }) { number += 1 }
    return "run\(number)"
  }

  /// Rows a step; nil for all.
  static func batch(
    _ arguments: Arguments, _ optimizer: OptimizerSpecification
  ) throws -> Int? {
    let given = arguments.isGiven("batch") ? arguments["batch"] : nil
    if optimizer.definition.isFullBatch {
      guard given?.asNumber == nil else {
        throw ArgumentProblem(
          "batch",
          Complaint(
            "\(optimizer.name) takes all rows at once", hint: "leave batch out, or optimizer sgd"))
      }
      return nil
    }
    guard let given else { return 32 }
    return given.asNumber.flatMap(wholeNumber)
  }
}
