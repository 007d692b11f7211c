import Glibc

/// All alignments of one example under connectionist temporal classification.
///
/// After Graves, Fernández, Gomez and Schmidhuber 2006. An alignment names one symbol per frame; dropping repetitions and then blanks leaves the labels.
/// The states are the labels with blanks before, between and after them,
///
///     s = b, l₁, b, l₂, ..., l_L, b
///
/// and an alignment walks through them: at each frame it stays, goes on by one, or goes on by two
/// where that skips a blank between different labels. With y = softmax(x),
///
///     α_t(s) = log y_t(s) + log Σ exp α_{t−1}(s'),   s' from which s can be reached
///     β_t(s) = log Σ (y_{t+1}(s') exp β_{t+1}(s')),   s' that can be reached from s
///     p      = exp α_T(last) + exp α_T(last but one)
///
/// The probability of being in s at frame t is γ_t(s) = exp(α_t(s) + β_t(s)) / p, and
///
///     d(−log p) / dx_t(c) = y_t(c) − Σ γ_t(s) over the states s that are c
///
/// since d(−log p) / d log y_t(c) is the negative of that sum, and the sums of a frame add up to 1.
struct TemporalLattice {
  /// log y, frame by frame.
  private let logs: [[Double]]
  private let states: [Int]
  private let classes: Int

  init(_ example: AlignedExample) {
    logs = example.logs.prefix(example.frames).map { $0 }
    states = example.labels.reduce(into: [example.blank]) { $0 += [$1, example.blank] }
    classes = example.classes
  }

  /// log p, −∞ where no alignment has so few frames.
  var logLikelihood: Double { likelihood(beginnings()) }

  /// d(−log p) / dx, frame by frame; zeros where there is no alignment.
  func slopes() -> [[Double]] {
    let (alphas, betas) = (beginnings(), ends())
    let whole = likelihood(alphas)
    guard whole > -.infinity else { return logs.map { $0.map { _ in 0 } } }
    return logs.indices.map { t in
      var slope = logs[t].map { exp($0) }
      for (s, state) in states.enumerated() {
        slope[state] -= exp(alphas[t][s] + betas[t][s] - whole)
      }
      return slope
    }
  }

  private func likelihood(_ alphas: [[Double]]) -> Double {
    guard let last = alphas.last else { return states.count == 1 ? 0 : -.infinity }
    return Primitive.logSumExp(last.suffix(2))
  }

  private func beginnings() -> [[Double]] {
    var alphas: [[Double]] = []
    for (t, log) in logs.enumerated() {
      alphas.append(
        states.indices.map { s in
          let before = t == 0 ? (s < 2 ? 0 : -.infinity) : sum(alphas[t - 1], reached(s))
          return before + log[states[s]]
        })
    }
    return alphas
  }

  private func ends() -> [[Double]] {
    let last = states.indices.map { $0 >= states.count - 2 ? 0 : -Double.infinity }
    var betas = logs.map { _ in last }
    for t in logs.indices.dropLast().reversed() {
      let next = states.indices.map { betas[t + 1][$0] + logs[t + 1][states[$0]] }
      betas[t] = states.indices.map { s in
        let later = s...min(s + 2, states.count - 1)
        return sum(next, later.filter { reached($0).contains(s) })
      }
    }
    return betas
  }

  /// The states from which `s` can be reached in one frame.
  private func reached(_ s: Int) -> [Int] {
    let skips = s % 2 == 1 && s > 1 && states[s] != states[s - 2]
    return [s] + (s > 0 ? [s - 1] : []) + (skips ? [s - 2] : [])
  }

  private func sum(_ terms: [Double], _ chosen: [Int]) -> Double {
    Primitive.logSumExp(chosen.map { terms[$0] }[...])
  }
}
