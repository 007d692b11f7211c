import Graphs
import Tensors

/// The names under which plans give their results.
enum BatchOutput {
  static let loss = "loss"
  static let divisor = "divisor"
  static let penalty = "penalty"
  static let prediction = "prediction"
}

extension ObjectiveGraph {
  /// What a plan of this graph returns.
  func outputs(withPrediction: Bool) -> [(name: String, Expression)] {
    var outputs: [(name: String, Expression)] = [(BatchOutput.loss, loss)]
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

  /// One update per parameter and kept array: the whole step as graph.
  func updates(
    of parameters: [NetworkParameter], in graph: ObjectiveGraph
  ) throws -> [(target: Expression, value: Expression)] {
    let leaves = parameters.compactMap { graph.parameters[$0.name] }
    let slopes = try gradients(of: graph.total(), withRespectTo: leaves)
    let scalars = Dictionary(
      uniqueKeysWithValues: definition.scalars(options, 1, options.number("lr")).keys.map {
        ($0, Expression.scalar($0))
      })
    return try zip(parameters, zip(leaves, slopes)).flatMap { parameter, pair in
      let (leaf, slope) = pair
      let state = Dictionary(
        uniqueKeysWithValues: slots.map {
          ($0.name, Expression.state(Self.stateName($0, parameter.name), parameter.shape))
        })
      let step = try definition.step(
        OptimizerInputs(
          gradient: slope, parameter: leaf, state: state, scalars: scalars, options: options))
      let kept = slots.compactMap { slot -> (target: Expression, value: Expression)? in
        guard let target = state[slot.name], let value = step.state[slot.name] else { return nil }
        return (target, value)
      }
      return [(target: leaf, value: step.parameter)] + kept
    }
  }
}

extension Network {
  /// A store for the parameters and for what an optimizer keeps of each.
  func store(slots: [OptimizerSlot] = []) throws -> ParameterStore {
    try ParameterStore(
      parameters: parameters.map { ($0.name, $0.shape) },
      states: slots.flatMap { slot in
        parameters.map { (OptimizerSpecification.stateName(slot, $0.name), $0.shape) }
      })
  }
}

extension Plan {
  /// Mean loss, what it was divided by, and penalties of the last run.
  func result(rows: Int, hasDivisor: Bool, hasPenalty: Bool) throws -> StepResult {
    StepResult(
      loss: try number(BatchOutput.loss),
      weight: hasDivisor ? try number(BatchOutput.divisor) : Double(rows),
      penalty: hasPenalty ? try number(BatchOutput.penalty) : 0, rows: rows)
  }
}

/// What one batch came to.
struct StepResult {
  /// The mean loss, penalties left out.
  let loss: Double
  /// What the mean counts in the mean over all batches.
  let weight: Double
  /// The sum of the penalties.
  let penalty: Double
  /// The rows of the batch.
  let rows: Int

  /// Whether everything is a number.
  var isFinite: Bool { loss.isFinite && penalty.isFinite }
}
