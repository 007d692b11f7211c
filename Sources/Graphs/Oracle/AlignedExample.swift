import Tensors

/// One example of a batch of scores and label sequences, as the oracle's lattices want it.
struct AlignedExample {
  /// log softmax of the example's scores, row by row, padding included.
  let logs: [[Double]]
  /// Frames that count.
  let frames: Int
  /// The labels that count.
  let labels: [Int]
  /// The class that writes nothing.
  let blank: Int
  /// Rows of scores per frame.
  let places: Int

  var classes: Int { logs.first?.count ?? 0 }

  /// Reads row `row` of scores, labels, input lengths and target lengths.
  ///
  /// - Throws: `GraphError.badSequence` for a length or a label out of range.
  init(
    _ inputs: [DoubleArray], row: Int, blank: Int, leastFrames: Int, operation: String
  ) throws {
    let (scores, labels) = (inputs[0], inputs[1])
    func number(_ what: String, _ value: Double, from least: Int = 0, to most: Int) throws -> Int {
      guard let whole = Int(exactly: value), whole >= least, whole <= most else {
        throw GraphError.badSequence(
          operation: operation, row: row, what: what, value: value,
          expected: "a whole number from \(least) to \(most)")
      }
      return whole
    }
    let (time, classes) = (scores.shape[1], scores.columns)
    frames = try number("the input length", inputs[2].values[row], from: leastFrames, to: time)
    let length = try number("the target length", inputs[3].values[row], to: labels.columns)
    self.labels = try labels.row(row).prefix(length).enumerated().map { position, value in
      let label = try number("label \(position)", value, to: classes - 1)
      guard label != blank else {
        throw GraphError.badSequence(
          operation: operation, row: row, what: "label \(position)", value: value,
          expected: "another class than the blank")
      }
      return label
    }
    self.blank = blank
    places = scores.shape.rank == 4 ? scores.shape[2] : 1
    let rows = time * places
    logs = (row * rows..<(row + 1) * rows).map { index in
      let x = scores.row(index)
      let total = Primitive.logSumExp(x)
      return x.map { $0 - total }
    }
  }
}
