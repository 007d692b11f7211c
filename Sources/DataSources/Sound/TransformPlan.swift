import CFFTW
import Synchronization

/// How FFTW computes the Fourier transform of real numbers of one length.
///
/// Unchecked: a plan is made once, never changed and never destroyed, and FFTW lets any number of
/// threads execute one plan on arrays of their own.
struct TransformPlan: @unchecked Sendable {
  private let plan: fftw_plan
  let length: Int

  /// FFTW's planner keeps global tables, so that one thread plans at a time.
  ///
  /// Lengths are powers of two: there are never many plans.
  private static let made = Mutex<[Int: TransformPlan]>([:])

  /// The plan for a length, made at its first use; nil where FFTW has no memory for it.
  static func of(length: Int) -> TransformPlan? {
    made.withLock { plans in
      if let plan = plans[length] { return plan }
      let plan = TransformPlan(length: length)
      plans[length] = plan
      return plan
    }
  }

  private init?(length: Int) {
    let buffers = TransformBuffers(length: length)
    guard
      let plan = fftw_plan_dft_r2c_1d(
        Int32(length), buffers.input, buffers.output, FFTW_ESTIMATE)
    else { return nil }
    (self.plan, self.length) = (plan, length)
  }

  /// Fills `output` with the transform of `input`.
  func execute(_ buffers: TransformBuffers) {
    fftw_execute_dft_r2c(plan, buffers.input, buffers.output)
  }
}

/// The arrays of a transform, which belong to one thread.
///
/// Aligned as all arrays from FFTW are, which plans rely on.
final class TransformBuffers {
  let input: UnsafeMutablePointer<Double>
  let output: UnsafeMutablePointer<fftw_complex>

  init(length: Int) {
    guard let input = fftw_alloc_real(length), let output = fftw_alloc_complex(length / 2 + 1)
    else { preconditionFailure("no memory for \(length) numbers") }
    input.initialize(repeating: 0, count: length)
    (self.input, self.output) = (input, output)
  }

  deinit {
    fftw_free(input)
    fftw_free(output)
  }
}
