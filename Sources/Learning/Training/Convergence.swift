/// Says when an objective has stopped falling.
///
/// An epoch counts as progress when the objective is below the best so far by more than the
/// tolerance times its size; slow progress adds up, since the best moves only then. Five epochs in
/// a row without progress are convergence, as for scikit-learn's n_iter_no_change.
struct Convergence {
  let tolerance: Double
  private var best: Double?
  private var stale = 0

  init(tolerance: Double) {
    self.tolerance = tolerance
  }

  /// Takes the objective of an epoch; true when it has stopped falling.
  mutating func observe(_ objective: Double) -> Bool {
    if let best, objective >= best - tolerance * abs(best) {
      stale += 1
    } else {
      best = objective
      stale = 0
    }
    return stale >= 5
  }
}
