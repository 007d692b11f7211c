import Graphs
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
  for slot in slots { kept[slot] = initial.map { _ in 0 } }
  return try gradients.enumerated().map { index, gradient in
    let scalars = optimizer.definition.scalars(optimizer.options, index + 1)
    let step = try optimizer.definition.step(inputs(optimizer, slots, scalars, initial.count))
    var bindings = Bindings(values: [
      "w": matrix([weights]).flat, "g": matrix([gradient]).flat,
    ])
    for (name, value) in scalars { bindings.values[name] = DoubleArray(value) }
    for (slot, values) in kept { bindings.values["s/\(slot)"] = matrix([values]).flat }
    let results = try Evaluator().evaluate(
      [step.parameter] + slots.compactMap { step.state[$0] }, feeding: bindings)
    weights = results[0].values
    for (slot, result) in zip(slots, results.dropFirst()) { kept[slot] = result.values }
    return weights
  }
}

private func inputs(
  _ optimizer: OptimizerSpecification, _ slots: [String], _ scalars: [String: Double], _ count: Int
) -> OptimizerInputs {
  OptimizerInputs(
    gradient: .input("g", [count]), parameter: .parameter("w", [count]),
    state: Dictionary(uniqueKeysWithValues: slots.map { ($0, .state("s/\($0)", [count])) }),
    scalars: Dictionary(uniqueKeysWithValues: scalars.map { ($0.key, .scalar($0.key)) }),
    options: optimizer.options)
}

extension DoubleArray {
  /// The same elements along one axis.
  fileprivate var flat: DoubleArray { DoubleArray(shape: [values.count], values: values) }
}
