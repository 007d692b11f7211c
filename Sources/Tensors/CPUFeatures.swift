import CKernels

/// What the machine offers to the kernels and the pool.
public enum CPUFeatures {
  /// The instruction set the kernels use, in words: "AVX2 and FMA, 8 floats at a time".
  public static var description: String {
    switch kernels_selected() {
    case KERNELS_AVX512: "AVX-512, 16 floats at a time"
    case KERNELS_AVX2: "AVX2 and FMA, 8 floats at a time"
    default: "SSE2, 4 floats at a time"
    }
  }

  /// The names of the instruction sets this processor can run, slowest first: "baseline", "avx2",
  /// "avx512".
  public static var kernelNames: [String] {
    levels.filter { kernels_available($0.level) }.map(\.name)
  }

  /// Makes the kernels use the instruction set of that name instead of the best one.
  ///
  /// Returns false, and changes nothing, if it is not one of `kernelNames`. To be called before
  /// anything is computed: results of two sets differ in rounding.
  public static func useKernels(_ name: String) -> Bool {
    guard let level = levels.first(where: { $0.name == name })?.level else { return false }
    return kernels_select(level)
  }

  /// The processors this process may run on, at least 1.
  public static var processors: Int { Int(kernels_processors()) }

  private static let levels = [
    ("baseline", KERNELS_BASELINE), ("avx2", KERNELS_AVX2), ("avx512", KERNELS_AVX512),
  ].map { (name: $0.0, level: $0.1) }
}
