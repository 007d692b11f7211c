import Graphs
import Tensors

/// Label sequences beside their predictions: padded rows, or all labels in one list as PyTorch has
/// them too.
struct SequenceReading {
  /// How predictions lie.
  let arrangement: ScoreArrangement
  /// Padded rows of labels, [n, L]; what is beyond the lengths is 0.
  let labels: DoubleArray
  /// How many frames and labels of each example count.
  let lengths: [String: DoubleArray]
  /// The examples without any alignment.
  let infeasible: [InfeasibleExample]
  /// The number of classes.
  let classes: Int

  /// Reads labels and lengths.
  ///
  /// - Throws: `ScoreError` for axes and lists that do not fit and for examples whose loss is
  ///   infinite, `LearningError` for labels and lengths that make no sense.
  init(_ loss: LossSpecification, _ input: ScoreInput) throws {
    let layout = loss.definition.layout
    let shape = input.predictions.shape
    let typed = try input.labels(of: loss)
    let isSingle = typed.shape.rank == 1
    guard loss.options.declares(.blank),
      let lying = ScoreArrangement(shape, layout, isSingle: isSingle)
    else {
      throw ScoreError.predictionAxes(
        judge: loss.name, found: shape, expected: "[\(layout.axes.joined(separator: ", "))]",
        mend: "give the axes in this order")
    }
    try Self.refuseBatchFirst(typed.shape, lying, loss)
    arrangement = lying
    classes = lying.inside[lying.inside.rank - 1]
    let padding = LabelPadding(
      examples: lying.inside[0],
      width: layout.axes.contains("label+1") ? lying.inside[2] - 1 : nil)
    let given = try padding.padded(
      typed, lengths: input.arrays[Self.targetLengths]?.values)
    let sequences = try LabelSequences(
      loss: loss, prediction: lying.inside, labels: given.labels,
      inputLengths: input.arrays[Self.inputLengths]?.values, targetLengths: given.lengths)
    labels = sequences.padded(to: given.labels.shape[1])
    lengths = [
      Self.inputLengths: DoubleArray(list: sequences.frames),
      Self.targetLengths: DoubleArray(list: sequences.labels.map(\.count)),
    ]
    infeasible = sequences.infeasible
    if !infeasible.isEmpty, !loss.zeroesInfinity {
      throw ScoreError.infeasible(judge: loss.name, infeasible)
    }
  }

  /// Predictions with the batch first, where the layout has the time first.
  private static func refuseBatchFirst(
    _ labels: Shape, _ lying: ScoreArrangement, _ loss: LossSpecification
  ) throws {
    let axes = loss.definition.layout.axes
    guard axes.first != "batch", labels.rank == 2, labels[0] != lying.inside[0],
      labels[0] == lying.given[0]
    else { return }
    throw ScoreError.predictionAxes(
      judge: loss.name, found: lying.given,
      expected: "[\(axes.joined(separator: ", "))]",
      mend: "the batch seems to stand first: predictions.transpose(1, 0, 2)")
  }

  private static let inputLengths = "input_lengths"
  private static let targetLengths = "target_lengths"
}

/// Brings labels to one row of one width for each example.
private struct LabelPadding {
  let examples: Int
  /// The width the predictions ask for; nil: that of the labels.
  let width: Int?

  func padded(
    _ labels: DoubleArray, lengths: [Double]?
  ) throws -> (labels: DoubleArray, lengths: [Double]?) {
    guard labels.shape.rank == 1 else { return resized(labels, lengths) }
    if examples == 1, lengths == nil || lengths == [Double(labels.values.count)] {
      return resized(DoubleArray(shape: [1, labels.values.count], values: labels.values), lengths)
    }
    guard let lengths else { throw ScoreError.labelsInOneList(examples: examples) }
    return try (separated(labels.values, lengths), lengths)
  }

  /// Labels of all examples one after the other.
  private func separated(_ labels: [Double], _ lengths: [Double]) throws -> DoubleArray {
    let sum = lengths.reduce(0, +)
    guard sum == Double(labels.count), lengths.count == examples,
      lengths.allSatisfy({ $0 >= 0 && Int(exactly: $0) != nil })
    else { throw ScoreError.lengthSum(labels: labels.count, sum: sum) }
    let width = max(width ?? 1, lengths.map { Int($0) }.max() ?? 0)
    var result = DoubleArray(shape: [examples, width], repeating: 0)
    var next = 0
    for (row, length) in lengths.enumerated() {
      for place in 0..<Int(length) { result.values[row * width + place] = labels[next + place] }
      next += Int(length)
    }
    return result
  }

  /// Padded rows of the width wanted, where only padding has to come or to go.
  ///
  /// Rows without any label keep one place of padding: no array is empty in a plan.
  private func resized(
    _ labels: DoubleArray, _ lengths: [Double]?
  ) -> (labels: DoubleArray, lengths: [Double]?) {
    guard labels.shape.rank == 2, labels.shape[0] == examples else { return (labels, lengths) }
    let given = labels.shape[1]
    let wanted = width ?? max(1, given)
    let most = lengths?.max() ?? Double(given)
    guard wanted != given, most <= Double(min(given, wanted)) else { return (labels, lengths) }
    var result = DoubleArray(shape: [examples, wanted], repeating: 0)
    for row in 0..<examples {
      for place in 0..<min(given, wanted) {
        result.values[row * wanted + place] = labels.values[row * given + place]
      }
    }
    return (result, lengths ?? [Double](repeating: Double(given), count: examples))
  }
}

extension ScoreInput {
  /// The labels as numbers.
  fileprivate func labels(of loss: LossSpecification) throws -> DoubleArray {
    switch targets {
    case .numbers(let numbers): return numbers
    case .names(let names): return try classNumbers(names)
    case .none:
      throw ScoreError.noTargets(judge: loss.name, expected: "a row of labels per example")
    }
  }
}

extension LabelSequences {
  /// The labels that count in rows of one width, 0 behind them.
  fileprivate func padded(to width: Int) -> DoubleArray {
    DoubleArray(
      shape: [labels.count, width],
      values: labels.flatMap { row in
        row.map(Double.init) + [Double](repeating: 0, count: width - row.count)
      })
  }
}

extension DoubleArray {
  fileprivate init(list: [Int]) { self.init(shape: [list.count], values: list.map(Double.init)) }
}

extension LossSpecification {
  /// Whether an example whose loss would be infinite counts 0.
  fileprivate var zeroesInfinity: Bool {
    options.declaration.options.contains { $0.name == "zero_infinity" }
      && options.flag("zero_infinity")
  }
}
