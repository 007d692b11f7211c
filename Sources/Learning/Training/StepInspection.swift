import Graphs
import Tensors

/// One step of a fit with everything it computes laid open: what the layers put out, the loss of
/// each row, and the derivatives on the way back.
struct StepInspection {
  private let plan: Plan
  private let tensors: [InspectedTensor]

  /// Compiles the step for batches of `rows` rows.
  init(_ trainer: Trainer, store: ParameterStore, feed: BatchFeed, rows: Int) throws {
    guard let target = feed.target else { throw LearningError.noRows("training data") }
    let graph = try trainer.objective.graph(
      network: trainer.network, target: target, rows: rows, isTraining: true)
    let weights = target.rowWeights == nil ? nil : Expression.input(BatchInput.rowWeights, [rows])
    let layers = trainer.network.layers
    var opened: [(tensor: InspectedTensor, value: Expression)] = []
    for (layer, output) in zip(layers, graph.layerOutputs) {
      opened.append((InspectedTensor(stage: .layer, words: layer.words, hasRows: true), output))
    }
    let each = try graph.terms.each(rowWeights: weights)
    opened.append((InspectedTensor(stage: .loss, words: "the loss", hasRows: true), each))
    opened.append(
      (InspectedTensor(stage: .loss, words: "the mean loss", hasRows: false), graph.loss))
    if let penalty = graph.penalty {
      opened.append(
        (InspectedTensor(stage: .penalty, words: "the penalty", hasRows: false), penalty))
    }
    let outputs = Array(zip(layers, graph.layerOutputs).reversed())
    let parameters = trainer.objective.trainedParameters(of: trainer.network)
    let leaves = parameters.compactMap { graph.parameters[$0.name] }
    let slopes = try gradients(of: graph.total, withRespectTo: outputs.map(\.1) + leaves)
    for (index, (layer, _)) in outputs.enumerated() {
      opened.append(
        (
          InspectedTensor(
            stage: .gradient, words: "the gradient at \(layer.words)", hasRows: true),
          slopes[index]
        ))
    }
    for (parameter, slope) in zip(parameters, slopes.dropFirst(outputs.count)) {
      opened.append(
        (
          InspectedTensor(
            stage: .gradient, words: "the gradient of \(parameter.name)", hasRows: false), slope
        ))
    }
    tensors = opened.map(\.tensor)
    plan = try Plan(
      outputs: opened.enumerated().map { ("\($0)", $1.value) }, store: store, pool: trainer.pool)
    try feed.bind(to: plan)
  }

  /// Looks through the step on the batch that begins at `firstRow` of the row order.
  ///
  /// - Parameters:
  ///   - rows: the rows of the batch in the training part, counted from 1.
  ///   - prepare: sets the numbers of the step.
  func firstNonFinite(
    firstRow: Int, order: [Int32]?, rows: [Int], prepare: (Plan) -> Void
  ) throws -> NonFiniteOrigin? {
    try plan.setRowOrder(order)
    prepare(plan)
    try plan.run(firstRow: firstRow)
    for (index, tensor) in tensors.enumerated() {
      if let origin = tensor.origin(in: try plan.output("\(index)"), rows: rows) { return origin }
    }
    return nil
  }
}

extension NetworkLayer {
  /// "the output of layer 2, dense(10)".
  fileprivate var words: String { "the output of layer \(index), \(specification)" }
}
