import CKernels
import Glibc
import Testing

/// Tests of kernels, one after the other: each selects the process's instruction set for itself.
@Suite(.serialized) struct Kernels {}

/// Every level this machine can run.
let availableLevels = [KERNELS_BASELINE, KERNELS_AVX2, KERNELS_AVX512].filter(kernels_available)

/// Runs `body` with a level in force and puts back the one that was.
///
/// Tests of other targets run in the same process at the same time: those that compare bits share the
/// lock on this file, which is held alone here.
func at<Result>(_ level: kernels_level, _ body: () throws -> Result) rethrows -> Result {
  let file = open("/tmp/lossrepl-kernels-\(getpid())", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
  flock(file, LOCK_EX)
  defer { close(file) }
  let before = kernels_selected()
  #expect(kernels_select(level))
  defer { kernels_select(before) }
  return try body()
}

extension kernels_level: @retroactive CustomTestStringConvertible {
  /// The level's name in the test log.
  public var testDescription: String {
    switch self {
    case KERNELS_AVX512: "AVX-512"
    case KERNELS_AVX2: "AVX2"
    default: "baseline"
    }
  }
}
