import CKernels

/// Adds normal numbers of mean 0 to others; which ones follows from the seed and the position.
public func addNormalNoise(
  to numbers: UnsafeMutableBufferPointer<Float>, deviation: Float, seed: UInt64
) {
  guard let start = numbers.baseAddress else { return }
  array_add_noise(seed, deviation, start, Int64(numbers.count))
}
