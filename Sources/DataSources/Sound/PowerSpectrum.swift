import Glibc

/// Squared magnitudes of the Fourier transform of frames under a periodic Hann window.
///
/// A frame is followed by zeros up to a power of two, which is faster and gives narrow mel filters
/// more frequencies to see. Belongs to one thread.
final class PowerSpectrum {
  private let window: [Double]
  private let plan: TransformPlan
  private let buffers: TransformBuffers

  /// How many samples a frame has.
  var frameLength: Int { window.count }
  /// How many frequencies there are, from 0 to half the rate.
  var binCount: Int { plan.length / 2 + 1 }

  /// Nil where FFTW has no memory.
  init?(frameLength: Int) {
    let length = Self.transformLength(frameLength)
    guard let plan = TransformPlan.of(length: length) else { return nil }
    self.plan = plan
    buffers = TransformBuffers(length: length)
    window = (0..<frameLength).map {
      0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(frameLength))
    }
  }

  /// The least power of two in which a frame fits.
  static func transformLength(_ frameLength: Int) -> Int {
    var length = 2
    while length < frameLength { length *= 2 }
    return length
  }

  /// Puts the power at each frequency of `samples[start..<start + frameLength]` into `power`.
  func read(_ samples: [Double], from start: Int, into power: inout [Double]) {
    samples.withUnsafeBufferPointer { samples in
      for index in 0..<window.count {
        buffers.input[index] = samples[start + index] * window[index]
      }
    }
    plan.execute(buffers)
    let output = buffers.output
    // fftw_complex is an array of two doubles: Swift sees a tuple.
    for bin in 0..<binCount {
      let (real, imaginary) = output[bin]
      power[bin] = real * real + imaginary * imaginary
    }
  }
}
