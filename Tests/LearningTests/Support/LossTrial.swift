import Graphs
import Tensors

@testable import Learning

/// A loss on its own: predictions and targets in, reduced value and gradient out.
struct LossTrial {
  enum Target {
    case indices([Int])
    case values(DoubleArray)
  }

  var loss: LossSpecification
  var prediction: DoubleArray
  var target: Target
  var rowWeights: [Double]?
  var classes: [String] = []
  var reduction = Reduction.mean

  /// The reduced loss as a graph over a leaf of predictions.
  func value(of input: Expression) throws -> Expression {
    let rows = prediction.shape[0]
    let graphTarget: LossTarget =
      switch target {
      case .indices: .indices(.indices("target", rows: rows))
      case .values(let values): .values(.input("target", values.shape))
      }
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: input, target: graphTarget, options: loss.options, classes: classes))
    let weights = rowWeights.map { _ in Expression.input("weights", [rows]) }
    return try reduction.apply(terms, rowWeights: weights)
  }

  /// What the graph is fed.
  var bindings: Bindings {
    var bindings = Bindings(values: ["prediction": prediction])
    switch target {
    case .indices(let indices): bindings.indices["target"] = indices
    case .values(let values): bindings.values["target"] = values
    }
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
