import Graphs
import Tensors
import Testing

@testable import Learning

/// Reference/optimizers.json: twelve steps of PyTorch in double precision from the same weights
/// along the same gradients.
struct OptimizerReference: Decodable, Sendable {
  let initial: [Double]
  let gradients: [[Double]]
  let cases: [Row]

  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let optimizer: String
    let options: [String: ReferenceOption]
    let weights: [[Double]]

    var testDescription: String { id }

    private enum CodingKeys: String, CodingKey { case id, optimizer, options, weights }

    init(from decoder: any Decoder) throws {
      let row = try decoder.container(keyedBy: CodingKeys.self)
      id = try row.decode(String.self, forKey: .id)
      optimizer = try row.decode(String.self, forKey: .optimizer)
      weights = (try? row.decode([[Double]].self, forKey: .weights)) ?? []
      options = (try? row.decode([String: ReferenceOption].self, forKey: .options)) ?? [:]
    }
  }

  static let file = try? readReference("optimizers.json", as: OptimizerReference.self)

  static let rows: [Row] = {
    let known = Set(OptimizerDefinition.all.map(\.name))
    return file?.cases.filter { known.contains($0.optimizer) && !$0.weights.isEmpty } ?? []
  }()
}

/// Takes the steps of an optimizer through the oracle, feeding each step what the last one kept.
func trajectory(
  _ optimizer: OptimizerSpecification, from initial: [Double], along gradients: [[Double]]
) throws -> [[Double]] {
  var weights = initial
  var kept: [String: [Double]] = [:]
  let slots = optimizer.definition.state(optimizer.options)
  for slot in slots { kept[slot.name] = initial.map { _ in slot.start } }
  return try gradients.enumerated().map { index, gradient in
    let scalars = optimizer.scalars(index + 1)
    let step = try optimizer.definition.step(inputs(optimizer, slots, scalars, initial.count))
    var bindings = Bindings(values: [
      "w": matrix([weights]).flat, "g": matrix([gradient]).flat,
    ])
    for (name, value) in scalars { bindings.values[name] = DoubleArray(value) }
    for (slot, values) in kept { bindings.values["s/\(slot)"] = matrix([values]).flat }
    let results = try Evaluator().evaluate(
      [step.parameter] + slots.compactMap { step.state[$0.name] }, feeding: bindings)
    weights = results[0].values
    for (slot, result) in zip(slots, results.dropFirst()) { kept[slot.name] = result.values }
    return weights
  }
}

/// Takes the same steps through a plan, in single precision.
func plannedTrajectory(
  _ optimizer: OptimizerSpecification, from initial: [Double], along gradients: [[Double]]
) throws -> [[Double]] {
  let slots = optimizer.definition.state(optimizer.options)
  let inputs = inputs(optimizer, slots, optimizer.scalars(1), initial.count)
  let step = try optimizer.definition.step(inputs)
  let updates =
    [(target: inputs.parameter, value: step.parameter)]
    + slots.compactMap { slot in
      guard let old = inputs.state[slot.name], let new = step.state[slot.name] else { return nil }
      return (target: old, value: new)
    }
  let store = try ParameterStore(for: updates.flatMap { [$0.target, $0.value] })
  try store.set("w", vector(initial))
  for slot in slots { try store.set("s/\(slot.name)", vector(initial.map { _ in slot.start })) }
  let plan = try Plan(outputs: [], updates: updates, store: store, pool: .shared)
  return try gradients.enumerated().map { index, gradient in
    try plan.setInput("g", vector(gradient))
    for (name, value) in optimizer.scalars(index + 1) { plan.setScalar(name, value) }
    try plan.run()
    return try store.tensor("w").values.map(Double.init)
  }
}

private func vector(_ values: [Double]) -> Tensor {
  Tensor(shape: [values.count], values: values.map { Float($0) })
}

extension OptimizerSpecification {
  /// The numbers of a step at the learning rate of the options.
  fileprivate func scalars(_ t: Int) -> [String: Double] {
    definition.scalars(options, t, options.number("lr"))
  }
}

private func inputs(
  _ optimizer: OptimizerSpecification, _ slots: [OptimizerSlot], _ scalars: [String: Double],
  _ count: Int
) -> OptimizerInputs {
  OptimizerInputs(
    gradient: .input("g", [count]), parameter: .parameter("w", [count]),
    state: Dictionary(
      uniqueKeysWithValues: slots.map { ($0.name, .state("s/\($0.name)", [count])) }),
    scalars: Dictionary(uniqueKeysWithValues: scalars.map { ($0.key, .scalar($0.key)) }),
    options: optimizer.options)
}

extension DoubleArray {
  /// The same elements along one axis.
  fileprivate var flat: DoubleArray { DoubleArray(shape: [values.count], values: values) }
}
