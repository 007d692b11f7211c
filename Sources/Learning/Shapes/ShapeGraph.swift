import Graphs
import Tensors

/// A loss of a single row as a graph over one number.
struct ShapeGraph {
  private let value: Expression
  private let slope: Expression
  private var bindings = Bindings()
  private static let x = "x"
  private static let label = "label"

  /// Builds the graph.
  ///
  /// Parameters the loss learns have the values they start from, numbers that follow the epoch those
  /// of the first one, and no class weighs more than another: the row is one of weight 1.
  init(_ loss: LossSpecification, _ axis: LossShape.Axis, target: Double) throws {
    let loss = try loss.withoutClassWeights()
    let x = Expression.input(Self.x, [1, 1])
    let row = try axis == .residual ? loss.residualRow(x, target) : loss.marginRow(x, Self.label)
    let learned = loss.definition.learned(loss.options)
    let columns = row.prediction.shape[1]
    let leaves = learned.map { Expression.parameter("loss \($0.name)", $0.shape(columns)) }
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: row.prediction, target: row.target, options: loss.options,
        classes: ["no", "yes"],
        learned: Dictionary(uniqueKeysWithValues: zip(learned.map(\.name), leaves)),
        scheduled: Dictionary(
          uniqueKeysWithValues: loss.definition.scheduled(loss.options).map {
            ($0.name, .constant($0.value(0)))
          })))
    value = try Reduction.sum.apply(terms)
    slope = try gradients(of: value, withRespectTo: [x])[0]
    bindings.indices[Self.label] = [1]
    for (parameter, leaf) in zip(learned, leaves) {
      bindings.values["loss \(parameter.name)"] = DoubleArray(
        shape: leaf.shape, repeating: parameter.initial)
    }
  }

  /// The loss and its derivative at each number.
  func places(_ numbers: [Double]) throws -> [LossShape.Place] {
    var bindings = bindings
    return try numbers.map { number in
      bindings.values[Self.x] = DoubleArray(shape: [1, 1], values: [number])
      let results = try Evaluator().evaluate([value, slope], feeding: bindings)
      return LossShape.Place(x: number, value: results[0].values[0], slope: results[1].values[0])
    }
  }
}

extension LossSpecification {
  /// A prediction `x` away from a number.
  ///
  /// Where the loss takes two outputs the second is 0.
  fileprivate func residualRow(
    _ x: Expression, _ target: Double
  ) throws -> (prediction: Expression, target: LossTarget) {
    let mean = try x + target
    let isPair = definition.outputs(options) == .twoPerTarget
    let prediction = isPair ? try pair(mean, at: 0) : mean
    return (prediction, .values(.constant(target, shape: [1, 1])))
  }

  /// A row of which `x` says yes, or of the second of two classes that `x` speaks for.
  ///
  /// Where the loss takes probabilities they are those of the logit.
  fileprivate func marginRow(
    _ x: Expression, _ label: String
  ) throws -> (prediction: Expression, target: LossTarget) {
    let kinds = definition.targets
    let kind = definition.predictions(options)
    if kinds.contains(.binary) || kinds.contains(.signs) {
      return (kind == .probabilities ? try sigmoid(x) : x, .values(.constant(1, shape: [1, 1])))
    }
    let scores = try pair(x, at: 1)
    let prediction =
      switch kind {
      case .probabilities: try softmax(scores)
      case .logProbabilities: try logSoftmax(scores)
      default: scores
      }
    let isIndex = kinds.contains(.classes)
    let certain = try Expression.constant(values: [0, 1], shape: [1, 2])
    return (prediction, isIndex ? .indices(.indices(label, rows: 1)) : .values(certain))
  }

  /// [a, 0] or [0, a].
  private func pair(_ a: Expression, at place: Int) throws -> Expression {
    let mask = try Expression.constant(values: place == 0 ? [1, 0] : [0, 1], shape: [1, 2])
    return try repeated(reshape(a, to: [1]), axis: 1, count: 2) * mask
  }

  /// The same loss with every class of weight 1: weights belong to classes, and a shape has none.
  fileprivate func withoutClassWeights() throws -> LossSpecification {
    if let recombine = definition.recombine {
      return try LossSpecification(
        recombine(definition.summands.map { try $0.loss.withoutClassWeights() }))
    }
    var options = options
    for option in definition.declaration.options
    where ["class_weights", "alpha"].contains(option.name)
      && option.defaultValue == OptionValue.none
    {
      if case .number = options[option.name] { continue }
      options = options.replacing(option.name, with: .none)
    }
    return LossSpecification(definition, checked: options)
  }
}
