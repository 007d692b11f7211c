import Graphs
import Tensors

/// Predictions with their targets, checked, in the form a loss reads.
struct PreparedScore {
  /// What the predictions are compared with.
  enum Target {
    /// One class index per row; that of a row left out is 0.
    case indices([Int])
    /// Numbers.
    case values(DoubleArray)
    /// One row of labels per example.
    case sequences(DoubleArray)
    /// Nothing.
    case nothing
  }

  /// The predictions, their rows first.
  let predictions: DoubleArray
  /// What they are compared with.
  let target: Target
  /// The names of the classes, empty where there are none.
  let classes: [String]
  /// The further arrays of the loss.
  let arrays: [String: DoubleArray]
  /// What each row counts; one when nil.
  let weights: [Double]?
  /// How predictions lie here and as they were given.
  let arrangement: ScoreArrangement
  /// The examples whose labels have no alignment with their frames.
  let infeasible: [InfeasibleExample]

  /// The number of rows.
  var rows: Int { predictions.rowCount }

  /// The classes of the rows, from which class weights may follow; nil where there are none.
  var trainingTarget: TrainingTarget? {
    switch target {
    case .indices(let indices): .classes(indices.map(Int32.init), names: classes)
    case .values(let numbers) where classes.count == 2 && numbers.columns == 1:
      .classes(numbers.values.map { $0 > 0.5 ? 1 : 0 }, names: classes)
    default: nil
    }
  }
}

extension LossSpecification {
  /// Brings predictions and targets into the form the loss reads, checked row by row.
  ///
  /// - Throws: `ScoreError` with the place and the number that is wrong.
  func prepare(_ input: ScoreInput) throws -> PreparedScore {
    guard input.predictions.rowCount > 0, !input.predictions.values.isEmpty else {
      throw ScoreError.noRows(ScoreInput.Argument.predictions)
    }
    try input.predictions.checkFinite(
      ScoreInput.Argument.predictions, axes: definition.layout.axes)
    let reading = try TargetReading(self, input)
    let predictions = reading.arrangement.inward(input.predictions)
    if definition.predictions(options) == .probabilities {
      try input.predictions.checkProbabilities(ScoreInput.Argument.predictions)
    }
    try checkPredictionDomain(input.predictions.values, columns: input.predictions.rowLength)
    return PreparedScore(
      predictions: predictions, target: reading.target, classes: reading.classes,
      arrays: try arrays(of: input, reading.arrangement).merging(reading.lengths) { $1 },
      weights: try weights(of: input, rows: predictions.rowCount, isLeftOut: reading.isLeftOut),
      arrangement: reading.arrangement, infeasible: reading.infeasible)
  }

  /// The further arrays of the loss, as it declares them.
  private func arrays(
    of input: ScoreInput, _ arrangement: ScoreArrangement
  ) throws -> [String: DoubleArray] {
    let known = definition.extras
    for name in input.arrays.keys.sorted() where !known.contains(where: { $0.name == name }) {
      throw ScoreError.needlessArray(judge: self.name, array: name, known: known.map(\.name))
    }
    var arrays: [String: DoubleArray] = [:]
    for extra in known {
      guard let array = input.arrays[extra.name] else {
        guard extra.isRequired else { continue }
        throw LearningError.missingArray(name, array: extra.name, summary: extra.summary)
      }
      try array.checkFinite(extra.name)
      try checkDomain(of: extra, array.values, columns: array.rowLength)
      arrays[extra.name] = try extra.read(array, arrangement)
    }
    return arrays
  }

  /// What each row counts, a row that is left out nothing.
  private func weights(
    of input: ScoreInput, rows: Int, isLeftOut: [Bool]?
  ) throws -> [Double]? {
    var weights = try input.weights?.rowWeights(rows: rows)
    guard let isLeftOut, isLeftOut.contains(true) else { return weights }
    weights = weights ?? [Double](repeating: 1, count: rows)
    return weights.map { zip($0, isLeftOut).map { $1 ? 0 : $0 } }
  }
}

extension LossExtra {
  /// An array given for this one, in the form the loss reads.
  fileprivate func read(
    _ array: DoubleArray, _ arrangement: ScoreArrangement
  ) throws -> DoubleArray {
    switch form {
    case .likePrediction:
      guard array.shape == arrangement.given else {
        throw ScoreError.arrayShape(
          argument: name, found: array.shape,
          expected: "\(arrangement.given), that of the predictions")
      }
      return arrangement.inward(array)
    case .lengths:
      let rows = arrangement.inside[0]
      guard array.values.count == rows, array.shape.rank <= 2, array.rowCount == rows else {
        throw ScoreError.arrayShape(
          argument: name, found: array.shape, expected: "[\(rows)], one number per row")
      }
      return DoubleArray(shape: [rows], values: array.values)
    }
  }
}

extension DoubleArray {
  /// How many numbers a row has, over all its axes.
  var rowLength: Int { values.count / max(1, rowCount) }

  /// One weight per row.
  fileprivate func rowWeights(rows: Int) throws -> [Double] {
    guard rowCount == rows, values.count == rows else {
      guard values.count == rowCount else {
        throw ScoreError.arrayShape(
          argument: ScoreInput.Argument.weights, found: shape,
          expected: "[\(rows)], one number per row")
      }
      throw ScoreError.rowCount(
        argument: ScoreInput.Argument.weights, rows: rowCount, predictions: rows)
    }
    if let bad = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw ScoreError.badWeight(row: bad + 1, value: values[bad])
    }
    return values
  }
}
