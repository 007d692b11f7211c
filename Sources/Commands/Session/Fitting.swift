import DataSources
import Language
import Learning
import Tensors
import Timing

extension CommandContext<Session> {
  /// Trains the session's model and keeps the run.
  ///
  /// Epochs are reported as they end. A fit that diverges keeps the last good weights and then
  /// throws, so that a script stops there.
  mutating func fit(_ request: FitRequest) throws -> Run {
    let prepared = try timed("preparing data") { try FitPreparation(&session, request) }
    prepared.notices.forEach { emit(.notice($0)) }
    var run = prepared.run
    let result = try train(prepared, &run)
    run.finish(result)
    session.keep(run, result, prepared)
    emit(.fit(run.event))
    if case .diverged(let error) = result.reason { throw error }
    return run
  }

  /// Takes the epochs and tells of each.
  func train(_ prepared: FitPreparation, _ run: inout Run) throws -> FitResult {
    let (emit, control, name) = (self.emit, self.control, run.name)
    let last = prepared.state.epochs + prepared.request.configuration.epochs
    var progress = FitProgress(epochs: prepared.request.configuration.epochs)
    let hooks = FitHooks(
      onEpoch: { report in
        emit(.epoch(progress.event(report, run: name, last: last)))
        return .proceed
      },
      isInterrupted: { control.isRequested },
      measure: prepared.measure)
    return try prepared.trainer.fit(
      prepared.state, on: prepared.training, validation: prepared.validation,
      configuration: prepared.request.configuration, hooks: hooks)
  }
}

/// Everything a fit needs, checked.
struct FitPreparation {
  let request: FitRequest
  let data: PreparedData
  let trainer: Trainer
  let state: TrainingState
  let training: TrainingData
  let validation: TrainingData?
  /// Measures the outputs for the validation part; nil when there is nothing to measure.
  let measure: ((Tensor) throws -> [EpochMetric])?
  let run: Run
  let notices: [String]

  /// Makes the matrices, fits the layers to them and checks that all goes together.
  init(_ session: inout Session, _ request: FitRequest) throws {
    self.request = request
    let specification = try session.requireModel()
    guard let loss = session.loss else { throw SessionError.noLoss }
    guard let optimizer = session.optimizer else { throw SessionError.noOptimizer }
    data = try session.prepareData(for: loss)
    let network = try specification.resolve(input: data.rowShape)
    training = data.trainingData(try data.part(.train))
    validation = data.parts[.validation].map(data.trainingData)
    let objective = Objective(
      loss: loss, penalties: session.penalties, reduction: request.reduction)
    try objective.check(network, target: training.target)
    trainer = Trainer(
      network: network, objective: objective, optimizer: optimizer, schedule: session.schedule)
    state = session.trained?.state ?? TrainingState(network, seed: request.configuration.seed)
    // Vectors say no class without those of the training part, which move with every step.
    measure =
      loss.givesVectors
      ? nil : try validation.flatMap { try Self.measure(session.metrics, on: $0, loss, network) }
    var run = session.startRun(request, network: network, loss: loss, optimizer: optimizer)
    run.infeasibleRows = try loss.labelSequences(of: training, behind: network)?
      .infeasible.count
    self.run = run
    var notices = session.untold(
      try data.notices + session.notices(of: loss, on: data, behind: network))
    if state.epochs > 0 { notices.append("going on from the weights after epoch \(state.epochs)") }
    if let schedule = session.schedule { notices += schedule.notices(state.schedule, optimizer) }
    self.notices = notices
  }
}

extension FitPreparation {
  private static func measure(
    _ choice: MetricChoice, on data: TrainingData, _ loss: LossSpecification, _ network: Network
  ) throws -> ((Tensor) throws -> [EpochMetric])? {
    let metrics = choice.measuredByFits(on: data.target.judged)
    guard !metrics.isEmpty else { return nil }
    let sequences = try loss.labelSequences(of: data, behind: network)
    return { outputs in
      try Evaluation(
        part: "validation", predictions: loss.answers(outputs, to: data.target),
        target: data.target, outputs: loss.outputKind, metrics: metrics,
        sequences: sequences
      ).epochMetrics
    }
  }
}

/// Turns epoch reports into events with the time that is left.
struct FitProgress {
  let epochs: Int
  private var done = 0
  private var start = ContinuousClock.now

  init(epochs: Int) { self.epochs = epochs }

  mutating func event(_ report: EpochReport, run: String, last: Int) -> EpochEvent {
    done += 1
    let elapsed =
      Double(start.duration(to: .now).components.attoseconds) * 1e-18
      + Double(start.duration(to: .now).components.seconds)
    return EpochEvent(
      run: run, epoch: report.epoch, epochs: last, loss: report.dataLoss, penalty: report.penalty,
      validationLoss: report.validationLoss, seconds: report.seconds,
      metrics: report.metrics.map { NamedNumber("validation_" + $0.name, $0.value) },
      learningRate: report.learningRate,
      secondsLeft: elapsed / Double(done) * Double(max(0, epochs - done)))
  }
}

extension Session {
  /// The run a fit continues or begins.
  func startRun(
    _ request: FitRequest, network: Network, loss: LossSpecification,
    optimizer: OptimizerSpecification
  ) -> Run {
    if request.resumes, let run = runs.last(where: { $0.name == request.name }) { return run }
    return Run(
      name: request.name,
      settings: RunSettings(
        data: data?.name ?? "", model: "\(network.specification)",
        parameters: network.parameterCount, loss: "\(loss)",
        formula: loss.ownFormulas.joined(separator: "; "),
        penalties: penalties.map(\.description).joined(separator: " + "),
        optimizer: "\(optimizer)",
        augmentations: augmentations.map(\.description).joined(separator: ", "),
        schedule: schedule.map { "\($0)" } ?? "",
        batch: request.configuration.batch,
        seed: request.configuration.seed))
  }

  /// Keeps what a fit came to.
  mutating func keep(_ run: Run, _ result: FitResult, _ prepared: FitPreparation) {
    trained = TrainedModel(
      network: prepared.trainer.network, state: result.state, preparation: prepared.data.fitted,
      classes: prepared.data.classes?.names ?? [])
    evaluations = [:]
    runs.removeAll { $0.name == run.name }
    runs.append(run)
  }
}
