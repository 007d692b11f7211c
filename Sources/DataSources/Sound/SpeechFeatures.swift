import Glibc

/// Computes the features of recordings of one sample rate.
///
/// Belongs to one thread.
///
/// Frames of 25 ms every 10 ms, those that would pass the end left out; power spectrum under a Hann
/// window, mel bands, log(max(power, 1e-10)); what the recipe adds.
final class SpeechFeatures {
  let sampleRate: Int
  private let recipe: FeatureRecipe
  private let step: Int
  private let spectrum: PowerSpectrum
  private let bank: MelFilterbank
  private let cosines: CosineTransform?

  /// Nil where the rate has fewer frequencies than the bands need.
  init?(_ recipe: FeatureRecipe, sampleRate: Int) {
    let length = Self.frameLength(sampleRate)
    let transform = PowerSpectrum.transformLength(length)
    guard let spectrum = PowerSpectrum(frameLength: length),
      let bank = MelFilterbank(
        filterCount: recipe.bands, transformLength: transform, sampleRate: sampleRate)
    else { return nil }
    (self.recipe, self.sampleRate, self.spectrum, self.bank) = (recipe, sampleRate, spectrum, bank)
    step = Int((Double(sampleRate) * 0.01).rounded())
    cosines = recipe.coefficients.map { CosineTransform(bands: recipe.bands, coefficients: $0) }
  }

  /// How many samples a frame has.
  static func frameLength(_ sampleRate: Int) -> Int { Int((Double(sampleRate) * 0.025).rounded()) }

  /// The features of each frame, one frame after the other; none where no frame fits.
  func features(of samples: [Double]) -> [Float] {
    var frames = FrameRows(width: recipe.baseWidth, values: base(samples))
    guard frames.count > 0 else { return [] }
    var slopes = frames
    let plain = frames
    var all = [plain]
    for _ in 0..<recipe.deltas {
      slopes = slopes.slopes
      all.append(slopes)
    }
    frames = FrameRows(beside: all)
    if recipe.normalises { frames.normalise() }
    return frames.values.map { Float($0) }
  }

  /// The logarithms of the bands, or their cepstral coefficients.
  private func base(_ samples: [Double]) -> [Double] {
    guard samples.count >= spectrum.frameLength else { return [] }
    var power = [Double](repeating: 0, count: spectrum.binCount)
    var bands = [Double](repeating: 0, count: recipe.bands)
    var values: [Double] = []
    values.reserveCapacity((samples.count / step + 1) * recipe.baseWidth)
    for start in stride(from: 0, through: samples.count - spectrum.frameLength, by: step) {
      spectrum.read(samples, from: start, into: &power)
      bank.apply(power) { bands[$0] = log(max($1, 1e-10)) }
      values += cosines?.apply(bands) ?? bands
    }
    return values
  }
}

/// The orthonormal cosine transform of the second kind, which makes cepstral coefficients of the
/// logarithms of bands; the same as `scipy.fft.dct(norm="ortho")`.
struct CosineTransform {
  /// A row of weights for each coefficient.
  private let rows: [[Double]]

  init(bands: Int, coefficients: Int) {
    let count = Double(bands)
    rows = (0..<coefficients).map { order in
      let scale = (order == 0 ? 1 / count : 2 / count).squareRoot()
      return (0..<bands).map { scale * cos(.pi * Double(order) * (Double($0) + 0.5) / count) }
    }
  }

  func apply(_ bands: [Double]) -> [Double] {
    rows.map { row in
      var sum = 0.0
      for band in 0..<row.count { sum += row[band] * bands[band] }
      return sum
    }
  }
}
