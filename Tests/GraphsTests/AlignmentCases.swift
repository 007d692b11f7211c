import Tensors

@testable import Graphs

extension Operands {
  /// Labels [n, L] other than the blank, padded with what is no label, and lengths [n].
  mutating func sequences(
    rows: Int, frames: Int, labels: Int, classes: Int, blank: Int, leastFrames: Int
  ) throws -> (labels: Expression, inputs: Expression, targets: Expression) {
    let inputs = (0..<rows).map { _ in draw.integer(leastFrames...frames) }
    let targets = (0..<rows).map { _ in draw.integer(0...labels) }
    let numbers = targets.flatMap { length in
      (0..<labels).map { position in
        position < length ? (blank + draw.integer(1...classes - 1)) % classes : -7
      }
    }
    func constant(_ values: [Int], _ shape: Shape) throws -> Expression {
      try .constant(values: values.map(Double.init), shape: shape)
    }
    return (
      try constant(numbers, [rows, labels]), try constant(inputs, [rows]),
      try constant(targets, [rows])
    )
  }

  /// Sums over alignments of scores and sequences that are drawn.
  mutating func temporalClassification() throws -> Expression {
    let (rows, frames, labels, classes) = (
      draw.integer(1...4), draw.integer(1...7), draw.integer(0...3), draw.integer(2...5)
    )
    let blank = draw.integer(0...classes - 1)
    let sequences = try sequences(
      rows: rows, frames: frames, labels: labels, classes: classes, blank: blank, leastFrames: 0)
    return try Graphs.temporalClassification(
      parameter([rows, frames, classes]), labels: sequences.labels,
      inputLengths: sequences.inputs, targetLengths: sequences.targets, blank: blank,
      zeroInfinity: true)
  }

  /// As above, for the transducer.
  mutating func transducer() throws -> Expression {
    let (rows, frames, labels, classes) = (
      draw.integer(1...4), draw.integer(1...5), draw.integer(0...3), draw.integer(2...4)
    )
    let blank = draw.integer(0...classes - 1)
    let sequences = try sequences(
      rows: rows, frames: frames, labels: labels, classes: classes, blank: blank, leastFrames: 1)
    return try Graphs.transducer(
      parameter([rows, frames, labels + 1, classes]), labels: sequences.labels,
      inputLengths: sequences.inputs, targetLengths: sequences.targets, blank: blank)
  }
}

extension GradientCase {
  static let alignments: [GradientCase] = [
    GradientCase("ctc") { try $0.temporalClassification() },
    GradientCase("ctc of its own loss") { try square($0.temporalClassification()) },
    GradientCase("rnnt") { try $0.transducer() },
    GradientCase("rnnt of its own loss") { try square($0.transducer()) },
    GradientCase("ctc times rnnt") { operands in
      try sum(operands.temporalClassification()) * sum(operands.transducer())
    },
  ]
}
