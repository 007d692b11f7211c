import DataSources
import Language
import Learning

/// One loss of a comparison, ready to be trained in a session of its own.
///
/// A session is a value: the copy takes the loss, forgets the weights and is fitted, and the session
/// it was copied from never knows.
struct LossEntrant {
  /// The loss.
  let loss: LossSpecification
  /// Everything its fit needs.
  let prepared: FitPreparation
  /// The run, as far as it is known before it begins.
  let run: Run
  private var session: Session
  private let part: Part

  /// Checks that model, data and metrics go with the loss, without training.
  ///
  /// - Throws: `LearningError` and others for a loss that could not be trained or judged here.
  init(
    _ loss: LossSpecification, _ request: FitRequest, _ session: inout Session, part: Part,
    comparison: Int
  ) throws {
    var own = session
    own.loss = loss
    own.forgetWeights()
    // Every metric compared in the end is measured after each epoch too, for the curves.
    own.metrics.chosen = try own.comparedMetrics()
    own.metrics.added = []
    prepared = try FitPreparation(&own, request)
    session.cache = own.cache
    var run = prepared.run
    run.comparison = comparison
    (self.loss, self.run, self.part, self.session) = (loss, run, part, own)
    try rehearse()
  }

  /// Takes no epoch and judges the first weights: whatever a fit or a judgement would refuse is
  /// refused now.
  private func rehearse() throws {
    var configuration = prepared.request.configuration
    configuration.epochs = 0
    let result = try prepared.trainer.fit(
      prepared.state, on: prepared.training, validation: prepared.validation,
      configuration: configuration)
    do {
      guard try !judged(after: result, run).rows.evaluation.metrics.isEmpty else {
        throw Complaint("no metric judges what \(loss) is for")
      }
    } catch LearningError.shapesDiffer {
      throw Complaint("the outputs \(loss) takes are no answers that metrics could judge")
    }
  }

  /// What the model makes of the rows judged, after a fit, and how they were judged.
  func judged(
    after result: FitResult, _ run: Run
  ) throws -> (rows: PredictedRows, remarks: [String]) {
    var own = session
    own.keep(run, result, prepared)
    return try own.predictedRows(part)
  }
}

extension Session {
  /// The metrics losses are compared by.
  fileprivate mutating func comparedMetrics() throws -> [MetricSpecification] {
    metrics.compared(on: judgedTarget() ?? .numbers)
  }
}
