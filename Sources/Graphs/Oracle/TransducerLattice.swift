import Glibc

/// All paths of one example under the recurrent neural network transducer.
///
/// After Graves 2012. A path reads T frames and writes L labels. At (t, u) it writes label u and goes to (t, u + 1), or
/// writes a blank and goes to (t + 1, u); the blank at (T − 1, L) ends it. With y = softmax(x),
/// ∅(t, u) and ℓ(t, u) the logarithms of y at the blank and at label u,
///
///     α(t, u) = log(exp(α(t−1, u) + ∅(t−1, u)) + exp(α(t, u−1) + ℓ(t, u−1))),   α(0, 0) = 0
///     β(t, u) = log(exp(∅(t, u) + β(t+1, u)) + exp(ℓ(t, u) + β(t, u+1))),   β(T, L) = 0
///
/// log p = β(0, 0). A path takes the blank step of (t, u) with the probability
/// γ∅ = exp(α(t, u) + ∅(t, u) + β(t+1, u)) / p, its label step with γℓ alike, and
///
///     d(−log p) / dx(t, u, c) = (γ∅ + γℓ) y(c) − γ∅ [c = blank] − γℓ [c = l_u].
struct TransducerLattice {
  private let example: AlignedExample
  private var frames: Int { example.frames }
  private var labels: [Int] { example.labels }

  init(_ example: AlignedExample) {
    self.example = example
  }

  /// log p.
  var logLikelihood: Double { ends()[0][0] }

  /// d(−log p) / dx, one row for each frame and each of the padded places between labels.
  func slopes() -> [[Double]] {
    var slopes = example.logs.map { $0.map { _ in 0.0 } }
    let (alphas, betas) = (beginnings(), ends())
    guard betas[0][0] > -.infinity else { return slopes }
    for t in 0..<frames {
      for u in 0...labels.count {
        let start = alphas[t][u] - betas[0][0]
        let waits = exp(start + blank(t, u) + betas[t + 1][u])
        let writes = exp(start + label(t, u) + betas[t][u + 1])
        var slope = row(t, u).map { (waits + writes) * exp($0) }
        slope[example.blank] -= waits
        if u < labels.count { slope[labels[u]] -= writes }
        slopes[t * example.places + u] = slope
      }
    }
    return slopes
  }

  private func beginnings() -> [[Double]] {
    var alphas = cells()
    alphas[0][0] = 0
    for t in 0..<frames {
      for u in 0...labels.count where t + u > 0 {
        let waiting = t == 0 ? -.infinity : alphas[t - 1][u] + blank(t - 1, u)
        let writing = u == 0 ? -.infinity : alphas[t][u - 1] + label(t, u - 1)
        alphas[t][u] = Primitive.logSumExp([waiting, writing])
      }
    }
    return alphas
  }

  private func ends() -> [[Double]] {
    var betas = cells()
    betas[frames][labels.count] = 0
    for t in (0..<frames).reversed() {
      for u in (0...labels.count).reversed() {
        betas[t][u] = Primitive.logSumExp([
          blank(t, u) + betas[t + 1][u], label(t, u) + betas[t][u + 1],
        ])
      }
    }
    return betas
  }

  /// −∞ for each (t, u), with a margin.
  private func cells() -> [[Double]] {
    [[Double]](
      repeating: [Double](repeating: -.infinity, count: labels.count + 2), count: frames + 1)
  }

  private func row(_ t: Int, _ u: Int) -> [Double] { example.logs[t * example.places + u] }
  private func blank(_ t: Int, _ u: Int) -> Double { row(t, u)[example.blank] }
  private func label(_ t: Int, _ u: Int) -> Double {
    u < labels.count ? row(t, u)[labels[u]] : -.infinity
  }
}
