import DataSources
import Language
import Learning

/// What came of training one model with several losses.
struct LossComparison {
  /// What came of one loss.
  struct Trial {
    let loss: LossSpecification
    let run: Run
    /// What its model makes of the rows judged.
    let rows: PredictedRows
    /// How they were judged, where that is not by the outputs alone.
    let remarks: [String]
  }

  /// The part all were judged on.
  let part: Part
  /// The losses in the order given.
  let trials: [Trial]
  /// How intervals were found.
  let bootstrap: Bootstrap
  /// The losses by each metric in force.
  let metrics: [MetricComparison]

  /// Compares models on the same draws of the rows judged; nil when interrupted.
  init?(part: Part, trials: [Trial], seed: UInt64, control: Interruption) {
    self.part = part
    self.trials = trials
    bootstrap = Bootstrap(seed: seed)
    let compared = bootstrap.compare(trials.map(\.rows)) { control.isRequested }
    guard let compared else { return nil }
    metrics = compared
  }

  /// What a reader must know before the numbers.
  var warnings: [String] {
    let diverged = trials.compactMap { trial -> String? in
      guard case .diverged(let error) = trial.run.reason else { return nil }
      return "\(trial.loss): \(error.message); it is judged by those"
    }
    let onTraining = [
      "there is no validation part: the losses are judged on the rows they learned from; "
        + "split validation=0.2"
    ]
    return diverged + (part == .train ? onTraining : [])
  }

  /// The losses that by no metric are worse than the best beyond noise.
  var unbeaten: [LossSpecification] {
    trials.indices.filter { index in
      metrics.allSatisfy { metric in
        metric.estimates[index].value != nil
          && (metric.best == index || metric.differences[index]?.isWithinNoise == true)
      }
    }.map { trials[$0].loss }
  }

  /// The outcome in a sentence.
  var conclusion: String {
    switch unbeaten.count {
    case 0: "no loss is best or within noise of the best by every metric"
    case 1: "by every metric \(unbeaten[0]) is best or within noise of the best"
    case trials.count:
      "by every metric all losses are within noise of the best: none is shown better"
    default:
      "by every metric \(list(unbeaten.map { "\($0)" })) are best or within noise of the best"
    }
  }
}
