import Graphs
import Tensors

@testable import Learning

/// A loss on its own: predictions and targets in, reduced value and gradient out.
struct LossTrial {
  enum Target {
    case indices([Int])
    case values(DoubleArray)
    /// Padded rows of labels, [n, L]; lengths are among the extras.
    case sequences(DoubleArray)
    case nothing
  }

  var loss: LossSpecification
  var prediction: DoubleArray
  var target: Target
  var rowWeights: [Double]?
  /// Further arrays, by name.
  var extras: [String: DoubleArray] = [:]
  /// The epoch whose scheduled numbers are in force.
  var epoch = 0
  var classes: [String] = []
  var reduction = Reduction.mean

  /// The reduced loss as a graph over a leaf of predictions.
  func value(of input: Expression) throws -> Expression {
    let rows = prediction.shape[0]
    let graphTarget: LossTarget =
      switch target {
      case .indices: .indices(.indices("target", rows: rows))
      case .values(let values): .values(.input("target", values.shape))
      case .sequences(let labels): .sequences(.input("target", labels.shape))
      case .nothing: .nothing
      }
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: input, target: graphTarget, options: loss.options, classes: classes,
        extras: extras.reduce(into: [:]) { leaves, extra in
          leaves[extra.key] = .input("extra \(extra.key)", extra.value.shape)
        },
        learned: learned.mapValues(\.leaf), scheduled: scheduled))
    let weights = rowWeights.map { _ in Expression.input("weights", [rows]) }
    return try reduction.apply(terms, rowWeights: weights)
  }

  /// The learned arrays of the loss, each a leaf with the numbers it starts from.
  var learned: [String: (leaf: Expression, start: DoubleArray)] {
    let columns = prediction.shape.rank > 1 ? prediction.shape[prediction.shape.rank - 1] : 1
    return loss.definition.learned(loss.options).reduce(into: [:]) { arrays, parameter in
      let shape = parameter.shape(columns)
      arrays[parameter.name] = (
        .parameter("loss.\(parameter.name)", shape),
        DoubleArray(shape: shape, repeating: parameter.initial)
      )
    }
  }

  private var scheduled: [String: Expression] {
    loss.definition.scheduled(loss.options).reduce(into: [:]) { numbers, number in
      numbers[number.name] = .constant(number.value(epoch))
    }
  }

  /// What the graph is fed.
  var bindings: Bindings {
    var bindings = Bindings(values: ["prediction": prediction])
    switch target {
    case .indices(let indices): bindings.indices["target"] = indices
    case .values(let values), .sequences(let values): bindings.values["target"] = values
    case .nothing: break
    }
    for (name, array) in extras { bindings.values["extra \(name)"] = array }
    for (name, array) in learned { bindings.values["loss.\(name)"] = array.start }
    if let rowWeights {
      bindings.values["weights"] = DoubleArray(shape: [rowWeights.count], values: rowWeights)
    }
    return bindings
  }

  /// Value and gradient in double precision.
  func judged() throws -> (value: [Double], gradient: [Double]) {
    let input = Expression.input("prediction", prediction.shape)
    let value = try value(of: input)
    let gradient = try gradients(of: sum(value), withRespectTo: [input])
    let results = try Evaluator().evaluate([value] + gradient, feeding: bindings)
    return (results[0].values, results[1].values)
  }
}
