import DataSources
import Glibc
import Tensors

/// The rows that the training cases share, in two NPY files; the same ones at every run.
///
/// Features are uniform in [0, 1). The class is the number of the largest of the ten sums over 78
/// neighbouring features: something to learn, so that a loss which does not fall means an error.
struct TrainingRows {
  static let (rows, width, classes, block) = (60_000, 784, 10, 78)

  let features: String
  let classes: String

  init(in workspace: Workspace) {
    self.init(directory: workspace.root)
  }

  init(directory: String) {
    features = directory + "/features.npy"
    classes = directory + "/classes.npy"
  }

  /// Writes the files unless they are there.
  func writeOnce() throws {
    guard access(classes, R_OK) != 0 else { return }
    var random = RandomGenerator(seed: 784)
    var values = Tensor(zeros: [Self.rows, Self.width])
    var numbers = [Int32](repeating: 0, count: Self.rows)
    values.withUnsafeMutableBufferPointer { values in
      for row in 0..<Self.rows {
        var sums = [Float](repeating: 0, count: Self.classes)
        for column in 0..<Self.width {
          // 24 bits, so that the value is the same in single and in double precision.
          let value = Float(random.next() >> 40) * 0x1p-24
          values[row * Self.width + column] = value
          if column / Self.block < Self.classes { sums[column / Self.block] += value }
        }
        numbers[row] = Int32(sums.indices.max { sums[$0] < sums[$1] } ?? 0)
      }
    }
    try NPYFile.write(values, to: features)
    try NPYFile.write(numbers, to: classes)
  }

  /// The mean loss of each epoch by batch size.
  ///
  /// PyTorch 2.15's, from the same weights over the same rows in the same order; printed by
  /// scripts/bench.d/reference.py.
  static let referenceLosses: [Int: [Double]] = [
    32: [2.049666, 1.254972, 0.797331, 0.562726],
    64: [2.058394, 1.248469, 0.767511, 0.565745],
    256: [2.126393, 1.588517, 1.122983, 0.835333],
    1024: [2.260947, 2.07221, 1.840818, 1.601488],
  ]

  /// How far a loss may be from the reference, as a share of it: rounding grows with the steps.
  static let lossTolerance = 0.001
}
