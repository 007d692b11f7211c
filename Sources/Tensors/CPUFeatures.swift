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

  /// The processors this process may run on, at least 1.
  public static var processors: Int { Int(kernels_processors()) }
}
