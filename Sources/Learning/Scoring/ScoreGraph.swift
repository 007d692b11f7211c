import Graphs
import Tensors

/// A loss on given predictions as a graph: values, gradient and the derivatives by its parameters.
struct ScoreGraph {
  /// What a computation of the graph comes to.
  struct Results {
    let value: DoubleArray
    let each: DoubleArray
    let gradient: DoubleArray
    let derivatives: [DoubleArray]
  }

  private let loss: LossSpecification
  private let learned: [LearnedParameter]
  private let leaves: [Expression]
  private let outputs: [(name: String, Expression)]

  /// Builds the graph; numbers that follow the epoch are those of the first one.
  init(_ loss: LossSpecification, _ prepared: PreparedScore, _ reduction: Reduction) throws {
    self.loss = loss
    let (rows, columns) = (prepared.rows, prepared.predictions.columns)
    let prediction = Expression.input(Leaf.predictions, prepared.predictions.shape)
    let learned = loss.definition.learned(loss.options)
    let leaves = learned.map { Expression.parameter(Leaf.learned($0.name), $0.shape(columns)) }
    let weights = prepared.weights.map { _ in Expression.input(Leaf.weights, [rows]) }
    let terms = try loss.definition.terms(
      LossInputs(
        prediction: prediction, target: prepared.leaf, options: loss.options,
        classes: prepared.classes,
        extras: prepared.arrays.mapValues(name: Leaf.array) { .input($0, $1.shape) },
        learned: Dictionary(
          zip(learned.map(\.name), leaves), uniquingKeysWith: { first, _ in first }),
        scheduled: Dictionary(
          loss.definition.scheduled(loss.options).map { ($0.name, .constant($0.value(0))) },
          uniquingKeysWith: { first, _ in first })))
    let value = try reduction.apply(terms, rowWeights: weights)
    let slopes = try gradients(of: sum(value), withRespectTo: [prediction] + leaves)
    self.learned = learned
    self.leaves = leaves
    outputs =
      [("value", value), ("each", try Reduction.none.apply(terms, rowWeights: weights))]
      + slopes.enumerated().map { ("slope \($0)", $1) }
  }

  /// The names of the leaves.
  enum Leaf {
    static let predictions = "predictions"
    static let targets = "targets"
    static let weights = "row weights"
    static func array(_ name: String) -> String { "array \(name)" }
    static func learned(_ name: String) -> String { "loss \(name)" }
  }

  /// The parameters of the loss with the derivatives by what is stored of them.
  func parameters(derivatives: [DoubleArray]) -> [ScoredParameter] {
    zip(learned, derivatives).map { parameter, derivative in
      ScoredParameter(parameter, count: derivative.values.count, derivatives: derivative.values)
    }
  }
}

// MARK: - Computing

extension ScoreGraph {
  /// In double precision.
  func evaluated(_ prepared: PreparedScore) throws -> Results {
    Results(try Evaluator().evaluate(outputs.map(\.1), feeding: bindings(prepared)))
  }

  /// In single precision, by the plan.
  func planned(_ prepared: PreparedScore) throws -> Results {
    let store = try ParameterStore(for: outputs.map(\.1))
    let plan = try Plan(outputs: outputs, store: store)
    let bindings = bindings(prepared)
    for (name, array) in bindings.values {
      let tensor = Tensor(shape: array.shape, values: array.values.map { Float($0) })
      if plan.inputNames.contains(name) {
        try plan.setInput(name, tensor)
      } else if store.parameters.contains(where: { $0.name == name }) {
        try store.set(name, tensor)
      }
    }
    for (name, indices) in bindings.indices where plan.inputNames.contains(name) {
      try plan.setIndices(name, indices.map { Int32($0) })
    }
    try plan.run()
    return Results(
      try outputs.map { name, _ in
        let tensor = try plan.output(name)
        return DoubleArray(shape: tensor.shape, values: tensor.values.map(Double.init))
      })
  }

  private func bindings(_ prepared: PreparedScore) -> Bindings {
    var bindings = Bindings(values: [Leaf.predictions: prepared.predictions])
    switch prepared.target {
    case .indices(let indices): bindings.indices[Leaf.targets] = indices
    case .values(let array), .sequences(let array): bindings.values[Leaf.targets] = array
    case .nothing: break
    }
    for (name, array) in prepared.arrays { bindings.values[Leaf.array(name)] = array }
    if let weights = prepared.weights {
      bindings.values[Leaf.weights] = DoubleArray(shape: [weights.count], values: weights)
    }
    for (parameter, leaf) in zip(learned, leaves) {
      bindings.values[Leaf.learned(parameter.name)] = DoubleArray(
        shape: leaf.shape, repeating: parameter.initial)
    }
    return bindings
  }
}

extension ScoreGraph.Results {
  fileprivate init(_ outputs: [DoubleArray]) {
    self.init(
      value: outputs[0], each: outputs[1], gradient: outputs[2],
      derivatives: Array(outputs.dropFirst(3)))
  }
}

extension PreparedScore {
  /// The targets as a leaf of the graph.
  fileprivate var leaf: LossTarget {
    switch target {
    case .indices(let indices): .indices(.indices(ScoreGraph.Leaf.targets, rows: indices.count))
    case .values(let array): .values(.input(ScoreGraph.Leaf.targets, array.shape))
    case .sequences(let array): .sequences(.input(ScoreGraph.Leaf.targets, array.shape))
    case .nothing: .nothing
    }
  }
}

extension [String: DoubleArray] {
  fileprivate func mapValues(
    name: (String) -> String, _ leaf: (String, DoubleArray) -> Expression
  ) -> [String: Expression] {
    var leaves: [String: Expression] = [:]
    for (key, array) in self { leaves[key] = leaf(name(key), array) }
    return leaves
  }
}
