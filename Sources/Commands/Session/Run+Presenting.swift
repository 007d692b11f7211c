import Language
import Learning

/// Why a run ended.
public typealias StopReason = FitEnd

extension FitEnd {
  /// The reason as events and tables say it.
  var words: String {
    switch self {
    case .epochs: "all epochs taken"
    case .converged: "converged"
    case .earlyStopping: "stopped early"
    case .interrupted: "interrupted"
    case .diverged: "diverged"
    }
  }

  /// The reason in one word, for programs.
  var code: String {
    switch self {
    case .epochs: "epochs"
    case .converged: "converged"
    case .earlyStopping: "early_stopping"
    case .interrupted: "interrupted"
    case .diverged: "diverged"
    }
  }
}

extension Run {
  /// Takes over what a fit came to.
  mutating func finish(_ result: FitResult) {
    history += result.history
    reason = result.reason
    bestEpoch = result.bestEpoch
    seconds += result.seconds
  }

  /// The report of the epoch whose weights were kept.
  var keptEpoch: EpochReport? {
    bestEpoch.flatMap { best in history.last { $0.epoch == best } } ?? history.last
  }

  /// The end of the fit as an event.
  var event: FitEvent {
    FitEvent(
      run: name, epochs: history.count, reason: reason.code, bestEpoch: bestEpoch,
      seconds: seconds, loss: keptEpoch?.dataLoss, penalty: keptEpoch?.penalty,
      validationLoss: keptEpoch?.validationLoss)
  }

  /// The run as a value of the language: `run.loss`, `run.validation.loss`.
  var record: Record {
    let kept = keptEpoch
    var record = Record(
      "run",
      [
        "name": .text(name), "epochs": .number(Double(history.count)),
        "loss": .optional(kept?.dataLoss), "penalty": .optional(kept?.penalty),
        "reason": .text(reason.code), "best_epoch": .optional(bestEpoch.map(Double.init)),
        "seconds": .number(seconds),
        "losses": .list(history.map { .number($0.dataLoss) }),
        "lr": .optional(kept?.learningRate),
        "learning_rates": .list(history.map { .number($0.learningRate) }),
      ])
    if let rows = infeasibleRows { record["infeasible_rows"] = .number(Double(rows)) }
    if let kept, let loss = kept.validationLoss {
      let metrics = kept.metrics.map { (key: $0.name, value: Value.number($0.value)) }
      record["validation"] = .record(Record("validation", [("loss", .number(loss))] + metrics))
      record["validation_losses"] = .list(history.map { .optional($0.validationLoss) })
    }
    if let learned = kept?.lossParameters, !learned.isEmpty {
      record["loss_parameters"] = .record(Record(lossParameters: learned))
    }
    if let parts = kept?.parts, !parts.isEmpty {
      record["loss_parts"] = .record(
        Record("loss_parts", parts.map { (key: $0.name, value: .number($0.value)) }))
    }
    for (name, value) in settings.fields {
      record[name == "loss" ? "loss_function" : name] = .text(value)
    }
    return record
  }
}
