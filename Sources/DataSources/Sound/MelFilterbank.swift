import Glibc

/// Triangular filters spaced evenly on the HTK mel scale, mel = 2595 log10(1 + f / 700), from 0 to
/// half the sample rate, with peaks of 1 (no area normalisation).
///
/// The same as `torchaudio.functional.melscale_fbanks(norm=None, mel_scale="htk")`.
struct MelFilterbank {
  /// The weights of a filter from the first frequency on that it sees.
  struct Filter {
    let firstBin: Int
    let weights: [Double]
  }

  let filters: [Filter]

  /// Nil where a filter is so narrow that it sees no frequency of the transform.
  init?(filterCount: Int, transformLength: Int, sampleRate: Int) {
    let topMel = 2595 * log10(1 + Double(sampleRate) / 2 / 700)
    let corners = (0..<filterCount + 2).map { index in
      700 * (pow(10, topMel * Double(index) / Double(filterCount + 1) / 2595) - 1)
    }
    let binWidth = Double(sampleRate) / Double(transformLength)
    var filters: [Filter] = []
    for filter in 0..<filterCount {
      let (low, peak, high) = (corners[filter], corners[filter + 1], corners[filter + 2])
      let first = Int(low / binWidth) + 1
      let last = min(transformLength / 2, Int(high / binWidth))
      guard first <= last else { return nil }
      let weights = (first...last).map { bin in
        let frequency = Double(bin) * binWidth
        return max(0, min((frequency - low) / (peak - low), (high - frequency) / (high - peak)))
      }
      guard weights.contains(where: { $0 > 0 }) else { return nil }
      filters.append(Filter(firstBin: first, weights: weights))
    }
    self.filters = filters
  }

  /// The most filters that all see a frequency, at most `limit`.
  static func mostFilters(transformLength: Int, sampleRate: Int, limit: Int) -> Int {
    (1...max(1, limit)).last { count in
      MelFilterbank(
        filterCount: count, transformLength: transformLength, sampleRate: sampleRate) != nil
    } ?? 1
  }

  /// The power that passes each filter.
  func apply(_ power: [Double], _ body: (_ filter: Int, _ passed: Double) -> Void) {
    power.withUnsafeBufferPointer { power in
      for (index, filter) in filters.enumerated() {
        var sum = 0.0
        filter.weights.withUnsafeBufferPointer { weights in
          for place in 0..<weights.count { sum += weights[place] * power[filter.firstBin + place] }
        }
        body(index, sum)
      }
    }
  }
}
