import Language
import Learning

extension Verbs {
  /// `plan`.
  static let plan = Verb(
    "plan", group: "training", summary: "Show the compiled steps of training and where time goes",
    discussion: """
      Compiles one step of training from the data, model, loss, penalties and optimizer in force, \
      runs it a number of times on a copy of the weights, and lists what it does: each step with \
      the shape it works over, the bytes it reads and writes, the forecast of its time and the time \
      it took, the mean over the threads. A barrier is where threads wait for each other. Weights, \
      runs and counters of the session stay as they are. `plan evaluate` shows the judging of rows \
      instead. With --json every number is there, for each thread.
      """,
    parameters: [
      .positional(
        "work",
        .choice([
          Choice("step", "one step of training"), Choice("evaluate", "outputs and loss of rows"),
        ]), "what to show", default: "step"),
      .option(
        "batch", .either([.integer(.atLeast(1)), .choice(["all"])]), "rows a step",
        defaultText: "32; all for gradient_descent"),
    ],
    examples: [
      Example(
        "plan batch=16", after: irisModel,
        .contains(["product  features x dense0.weight", "adam  dense2.weight", "sum"])),
      Example("plan evaluate", after: irisModel, .contains(["evaluation of 105 rows"])),
      Example("plan", .fails("no data"), note: "before any load"),
    ],
    searchTerms: ["time", "speed", "profile", "slow", "steps", "compile", "threads", "memory"],
    changesSession: false
  ) { context, arguments in
    let isEvaluation = try arguments.text("work") == "evaluate"
    let profile = try isEvaluation ? context.profileEvaluation() : context.profileStep(arguments)
    let event = profile.event(
      isEvaluation ? "evaluation" : "training step",
      optimizer: isEvaluation ? nil : context.session.optimizer?.name)
    context.emit(.plan(event))
    return .record(event.record)
  }
}

extension CommandContext<Session> {
  /// Compiles and times one step of training as `fit` would take it.
  fileprivate func profileStep(_ arguments: Arguments) throws -> StepProfile {
    guard let optimizer = session.optimizer else { throw try FitRequest.firstMissing(session) }
    let (training, network, objective) = try planned()
    let control = self.control
    return try Trainer(
      network: network, objective: objective, optimizer: optimizer, schedule: session.schedule
    ).profile(
      session.trained?.state ?? TrainingState(network, seed: session.seed), on: training,
      configuration: TrainingConfiguration(
        batch: try FitRequest.batch(arguments, optimizer), seed: session.seed),
      isInterrupted: { control.isRequested })
  }

  /// Compiles and times the judging of the training part.
  fileprivate func profileEvaluation() throws -> StepProfile {
    let (training, network, objective) = try planned()
    let control = self.control
    let state = session.trained?.state
    return try objective.profile(
      network, weights: state?.weights ?? network.initialWeights(seed: session.seed),
      on: training, epoch: max(0, (state?.epochs ?? 0) - 1),
      isInterrupted: { control.isRequested })
  }

  /// The rows, the layers fitted to them and the objective; the session stays as it is.
  private func planned() throws -> (TrainingData, Network, Objective) {
    var session = self.session
    _ = try session.requireData()
    let specification = try session.requireModel()
    guard let loss = session.loss else { throw SessionError.noLoss }
    let data = try session.prepareData(for: loss)
    let network = try specification.resolve(input: data.rowShape)
    let training = data.trainingData(try data.part(.train))
    let objective = Objective(loss: loss, penalties: session.penalties)
    try objective.check(network, target: training.target)
    return (training, network, objective)
  }
}
