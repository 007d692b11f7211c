import DataSources
import Glibc
import Tensors

/// The rows that cases with whole processes train on, in two NPY files.
struct TrainingRows {
  let rows: Int
  let width: Int
  /// The path of the features.
  let features: String
  /// The path of the classes.
  let classes: String

  /// The rows of the cases `mlp-…`.
  static func mlp(in directory: String) -> TrainingRows {
    TrainingRows(rows: 60_000, width: 784, in: directory, prefix: "")
  }

  init(rows: Int, width: Int, in directory: String, prefix: String) {
    self.rows = rows
    self.width = width
    features = "\(directory)/\(prefix)features.npy"
    classes = "\(directory)/\(prefix)classes.npy"
  }

  /// What the features take in single precision.
  var bytes: Int { rows * width * MemoryLayout<Float>.size }

  /// Writes the files unless they are there.
  func writeOnce() throws {
    guard access(classes, R_OK) != 0 else { return }
    var generator = RowGenerator(width: width)
    let (values, numbers) = generator.rows(rows)
    try NPYFile.write(values, to: features)
    try NPYFile.write(numbers, to: classes)
  }

  /// A session that trains a network with 128 hidden units and ReLU on them.
  func script(epochs: Int, batch: Int) -> String {
    """
    load "\(features)" targets="\(classes)"
    model dense(128) -> relu -> dense(10)
    loss cross_entropy
    optimizer adam(lr=0.001)
    seed 1
    fit epochs=\(epochs) batch=\(batch)

    """
  }
}

/// What PyTorch 2.15 comes to from the same weights over the same rows in the same order; printed by
/// scripts/bench.d/reference.py.
enum ReferenceLosses {
  /// The mean loss of each epoch of the cases `mlp-…`, by batch size.
  static let mlp: [Int: [Double]] = [
    32: [2.049666, 1.254972, 0.797331, 0.562726],
    64: [2.058394, 1.248469, 0.767511, 0.565745],
    256: [2.126393, 1.588517, 1.122983, 0.835333],
    1024: [2.260947, 2.07221, 1.840818, 1.601488],
  ]

  /// How far a loss may be from the reference, as a share of it: rounding grows with the steps.
  static let tolerance = 0.001
}
