import Graphs
import Tensors

/// The names under which plans give their results.
enum BatchOutput {
  static let loss = "loss"
  static let divisor = "divisor"
  static let penalty = "penalty"
  static let prediction = "prediction"

  /// One part of a sum of losses.
  static func part(_ number: Int) -> String { "part \(number)" }
}

extension ObjectiveGraph {
  /// What a plan of this graph returns.
  func outputs(withPrediction: Bool) -> [(name: String, Expression)] {
    var outputs: [(name: String, Expression)] = [(BatchOutput.loss, loss)]
    if means.count > 1 {
      outputs += means.enumerated().map { (BatchOutput.part($0), $1.value) }
    }
    if let divisor { outputs.append((BatchOutput.divisor, divisor)) }
    if let penalty { outputs.append((BatchOutput.penalty, penalty)) }
    if withPrediction { outputs.append((BatchOutput.prediction, prediction)) }
    return outputs
  }
}

extension OptimizerSpecification {
  /// What is kept between steps, for one array.
  var slots: [OptimizerSlot] { definition.state(options) }

  /// The name in a store of what is kept for one array.
  static func stateName(_ slot: OptimizerSlot, _ parameter: String) -> String {
    "\(slot.name)/\(parameter)"
  }

  /// One update per parameter and kept array, of the optimizer or of a layer: the whole step as
  /// graph.
  func updates(
    of parameters: [TrainedParameter], in graph: ObjectiveGraph
  ) throws -> [(target: Expression, value: Expression)] {
    let leaves = parameters.compactMap { graph.parameters[$0.name] }
    let slopes = try gradients(of: graph.total, withRespectTo: leaves)
    let scalars = Dictionary(
      uniqueKeysWithValues: definition.scalars(options, 1, options.number("lr")).keys.map {
        ($0, Expression.scalar($0))
      })
    let learned = try zip(parameters, zip(leaves, slopes)).flatMap { parameter, pair in
      let (leaf, slope) = pair
      let state = Dictionary(
        uniqueKeysWithValues: slots.map {
          ($0.name, Expression.state(Self.stateName($0, parameter.name), parameter.shape))
        })
      let step = try definition.step(
        OptimizerInputs(
          gradient: slope, parameter: leaf, state: state, scalars: scalars,
          options: parameter.isOfLoss ? options.withoutWeightDecay : options))
      let kept = slots.compactMap { slot -> (target: Expression, value: Expression)? in
        guard let target = state[slot.name], let value = step.state[slot.name] else { return nil }
        return (target, value)
      }
      return [(target: leaf, value: step.parameter)] + kept
    }
    return learned + graph.kept
  }
}

extension Options {
  /// The options with the weight decay of an optimizer off: a loss's own parameters are no weights
  /// that should be small.
  fileprivate var withoutWeightDecay: Options {
    guard declaration.options.contains(where: { $0.name == "weight_decay" }) else { return self }
    return replacing("weight_decay", with: .number(0))
  }
}

extension Plan {
  /// Mean loss, what it was divided by, and penalties of the last run.
  func result(rows: Int, of graph: GraphFacts) throws -> StepResult {
    StepResult(
      loss: try number(BatchOutput.loss),
      parts: try graph.partNames.indices.map { try number(BatchOutput.part($0)) },
      weight: graph.hasDivisor ? try number(BatchOutput.divisor) : Double(rows),
      penalty: graph.hasPenalty ? try number(BatchOutput.penalty) : 0, rows: rows)
  }
}

/// What the outputs of a plan are, whatever its number of rows.
struct GraphFacts {
  let hasDivisor: Bool
  let hasPenalty: Bool
  /// The names of the parts of a sum of losses.
  let partNames: [String]

  init(_ graph: ObjectiveGraph) {
    hasDivisor = graph.divisor != nil
    hasPenalty = graph.penalty != nil
    partNames = graph.partNames
  }
}

/// What one batch came to.
struct StepResult {
  /// The mean loss, penalties left out.
  let loss: Double
  /// The mean of each part of a sum of losses.
  let parts: [Double]
  /// What the mean counts in the mean over all batches.
  let weight: Double
  /// The sum of the penalties.
  let penalty: Double
  /// The rows of the batch.
  let rows: Int

  /// Whether everything is a number.
  var isFinite: Bool { loss.isFinite && penalty.isFinite }
}
