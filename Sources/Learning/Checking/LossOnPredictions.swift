import Graphs
import Tensors

/// A loss of given predictions as a graph, without a network before it.
struct LossOnPredictions {
  /// The name of the predictions among the leaves.
  static let predictions = "predictions"

  private let loss: LossSpecification
  private let target: PreparedTarget
  private let shape: Shape
  private let learned: [LossParameter]

  /// Checks the targets of some rows for predictions of a shape.
  init(_ loss: LossSpecification, _ data: TrainingData, predictions shape: Shape) throws {
    self.loss = loss
    self.shape = shape
    target = try loss.prepare(data, outputs: Shape(Array(shape.dimensions.dropFirst())))
    let columns = shape.dimensions.last ?? 1
    learned = loss.definition.learned(loss.options).map {
      LossParameter(
        name: LossSpecification.parameterPrefix + $0.name, shape: $0.shape(columns), parameter: $0)
    }
  }

  /// The mean loss of predictions as a function of them and of what the loss learns.
  ///
  /// - Parameters:
  ///   - parameters: what the loss has learned; it starts where they are missing.
  ///   - epoch: whose numbers are in force, counted from 0.
  func function(
    at predictions: Tensor, parameters: [String: Tensor] = [:], epoch: Int = 0
  ) throws -> CheckedFunction {
    let rows = shape.dimensions.first ?? 1
    let leaf = Expression.input(Self.predictions, shape)
    let leaves = learned.map { ($0.name, Expression.parameter($0.name, $0.shape)) }
    let names = learned.map(\.parameter.name)
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: leaf, target: target.expression(rows: rows), options: loss.options,
        classes: target.classes, extras: target.extraLeaves(rows: rows),
        learned: Dictionary(uniqueKeysWithValues: zip(names, leaves.map(\.1))),
        scheduled: loss.scheduledLeaves()))
    let weights = target.rowWeights.map { _ in Expression.input(BatchInput.rowWeights, [rows]) }
    var bindings = Bindings()
    bindings.feed(target)
    bindings.feed(Self.predictions, predictions)
    bindings.feed(loss, epoch: epoch)
    for array in learned { bindings.feed(array.name, array.value(among: parameters)) }
    return CheckedFunction(
      value: try Reduction.mean.apply(terms, rowWeights: weights),
      arrays: [(Self.predictions, leaf)] + leaves, bindings: bindings)
  }
}

extension LossParameter {
  /// The array among others by name, or the one it starts from.
  func value(among arrays: [String: Tensor]) -> Tensor {
    arrays[name].flatMap { $0.shape == shape ? $0 : nil } ?? start
  }
}

extension Bindings {
  /// Feeds prepared targets with all that belongs to them.
  mutating func feed(_ target: PreparedTarget) {
    switch target.numbers {
    case .indices(let labels): indices[BatchInput.targets] = labels.map(Int.init)
    case .values(let numbers), .sequences(let numbers): feed(BatchInput.targets, numbers)
    case .nothing: break
    }
    for (name, array) in target.extras { feed(BatchInput.extra(name), array) }
    if let weights = target.rowWeights { feed(BatchInput.rowWeights, weights) }
  }

  /// Feeds the numbers of a loss that change from epoch to epoch.
  mutating func feed(_ loss: LossSpecification, epoch: Int) {
    for number in loss.definition.scheduled(loss.options) {
      values[LossSpecification.parameterPrefix + number.name] = DoubleArray(number.value(epoch))
    }
  }
}
