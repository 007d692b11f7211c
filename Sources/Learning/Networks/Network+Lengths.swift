import Graphs
import Tensors

// Rows of different length: how many places along the first axis of a row count.

extension Network {
  /// How many places of the outputs count where so many of the inputs do; nil where the outputs have
  /// no places any more, or all of them count.
  ///
  /// Computed by the oracle: the layers say it as graph, since a plan needs it so.
  public func outputLengths(_ lengths: Tensor?) throws -> [Double]? {
    guard let lengths, lengths.count > 0 else { return nil }
    let result = try outputLengths(.input(TrainingData.lengthsName, [lengths.count]))
    let given = DoubleArray(shape: [lengths.count], values: lengths.values.map(Double.init))
    return try result.map {
      try Evaluator().evaluate(
        $0, feeding: Bindings(values: [TrainingData.lengthsName: given])
      ).values
    }
  }

  /// The same as a graph, [n].
  func outputLengths(_ lengths: Expression) throws -> Expression? {
    var result: Expression? = lengths
    var row = inputShape
    for layer in layers {
      let (definition, options) = (
        layer.specification.layer.definition, layer.specification.layer.options
      )
      result = try result.flatMap { try definition.outputLengths(options, row, $0) }
      row = layer.outputShape
    }
    return result
  }

  /// Refuses lengths that are no whole numbers from 0 to the places of a row.
  ///
  /// - Throws: `LearningError.lengthCount` or `.badLength`, with the row counted from 1.
  func checkLengths(_ lengths: Tensor?, rows: Int) throws {
    guard let lengths, inputShape.rank > 1 else { return }
    guard lengths.count == rows else {
      throw LearningError.lengthCount(
        "model", array: TrainingData.lengthsName, given: lengths.count, rows: rows)
    }
    let most = inputShape[0]
    for (row, length) in lengths.values.enumerated()
    where length < 0 || length > Float(most) || length != length.rounded() {
      throw LearningError.badLength(
        "model", array: TrainingData.lengthsName, row: row + 1, value: plain(Double(length)),
        least: 0, most: most)
    }
  }
}
