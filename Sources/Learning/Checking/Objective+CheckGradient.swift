import Graphs
import Tensors

/// How the gradient of an objective by what one layer learns holds.
public struct LayerGradientCheck: Sendable {
  /// Where the layer stands, counted from 0; nil for what the loss learns.
  public let layer: Int?
  /// The layer as typed, or the loss.
  public let name: String
  /// Its arrays against finite differences in double precision.
  public let arrays: [ArrayGradientCheck]
  /// How far the compiled plan is from the graph in double precision, as a share of the largest
  /// number of each array; the largest over its arrays.
  public let planDifference: Double
}

/// How far single precision may be from double precision in a gradient and still be called right.
///
/// A sum over a batch loses a few of the seven digits.
public let planTolerance = 1e-3

extension Objective {
  /// Compares the gradient of the objective on some rows with finite differences, layer by layer,
  /// and the compiled plan with both.
  ///
  /// Dropout drops the same units in every evaluation.
  ///
  /// - Parameters:
  ///   - data: the rows; each further row makes each comparison slower.
  ///   - weights: the learned arrays by name.
  ///   - epoch: whose numbers of the loss are in force, counted from 0.
  ///   - samples: how many numbers of each array are compared.
  ///   - seed: chooses them, and what dropout drops.
  /// - Throws: `LearningError` for rows, targets or weights that do not fit.
  public func checkGradient(
    of network: Network, weights: [String: Tensor], on data: TrainingData, epoch: Int = 0,
    samples: Int = 8, seed: UInt64, pool: WorkerPool = .shared
  ) throws -> [LayerGradientCheck] {
    try data.check(part: "data")
    try network.checkRows(data.features)
    try network.checkLengths(data.lengths, rows: data.rows)
    try network.check(weights)
    try check(network, target: data.target)
    let batch = try CheckedBatch(
      self, network, data, weights: weights, epoch: epoch, seed: seed)
    let (value, slopes) = try batch.function.evaluated()
    let planned = try batch.planned(pool)
    var generator = RandomGenerator(seed: seed)
    let arrays = try zip(batch.function.arrays, slopes).map { array, slopes in
      try batch.function.check(array.name, slopes, at: value, samples: samples, &generator)
    }
    let distances = zip(slopes, planned).map(distance)
    return groups(of: network).map { group in
      let members = arrays.indices.filter { group.arrays.contains(arrays[$0].array) }
      return LayerGradientCheck(
        layer: group.layer, name: group.name, arrays: members.map { arrays[$0] },
        planDifference: members.map { distances[$0] }.max() ?? 0)
    }
  }

  /// What is learned, by layer, what the loss learns last.
  private func groups(
    of network: Network
  ) -> [(layer: Int?, name: String, arrays: [String])] {
    let layers = network.layers.filter { !$0.parameters.isEmpty }.map {
      (layer: Int?($0.index), name: "\($0.specification)", arrays: $0.parameters.map(\.name))
    }
    let learned = loss.parameters(of: network).map(\.name)
    return layers + (learned.isEmpty ? [] : [(layer: nil, name: "\(loss)", arrays: learned)])
  }
}

/// An objective on one batch, once for the oracle and once compiled.
private struct CheckedBatch {
  let function: CheckedFunction
  private let objective: Objective
  private let network: Network
  private let feed: BatchFeed
  private let weights: [String: Tensor]
  private let epoch: Int

  init(
    _ objective: Objective, _ network: Network, _ data: TrainingData,
    weights: [String: Tensor], epoch: Int, seed: UInt64
  ) throws {
    let target = try objective.loss.prepare(data, outputs: network.outputShape)
    let graph = try objective.graph(
      network: network, target: target, rows: data.rows, isTraining: true)
    var bindings = Bindings(seed: seed)
    bindings.feed(BatchInput.features, data.features.tensor)
    bindings.feed(target)
    bindings.feed(objective.loss, epoch: epoch)
    for parameter in network.parameters {
      if let array = weights[parameter.name] { bindings.feed(parameter.name, array) }
    }
    for learned in objective.loss.parameters(of: network) {
      bindings.feed(learned.name, learned.value(among: weights))
    }
    let names = objective.trainedParameters(of: network).map(\.name)
    function = CheckedFunction(
      value: graph.total,
      arrays: names.compactMap { name in graph.parameters[name].map { (name, $0) } },
      bindings: bindings)
    (self.objective, self.network, self.weights, self.epoch) = (objective, network, weights, epoch)
    feed = BatchFeed(features: data.features, target: target)
  }

  /// The gradients as a fit computes them: by the compiled plan, in single precision.
  func planned(_ pool: WorkerPool) throws -> [Tensor] {
    let store = try objective.store(for: network)
    try objective.fill(store, for: network, from: weights)
    let slopes = try gradients(of: function.value, withRespectTo: function.arrays.map(\.leaf))
    let plan = try Plan(
      outputs: zip(function.arrays, slopes).map { ($0.name, $1) }, store: store, pool: pool)
    try feed.bind(to: plan)
    objective.loss.setScheduled(epoch: epoch, in: plan)
    plan.setRandom(seed: function.bindings.seed, step: function.bindings.step)
    try plan.run(firstRow: 0)
    return try function.arrays.map { try plan.output($0.name) }
  }
}

/// The largest difference of two arrays as a share of their largest number.
private func distance(_ exact: DoubleArray, _ planned: Tensor) -> Double {
  let size = exact.values.map(abs).max() ?? 0
  let gap = zip(exact.values, planned.values).map { abs($0 - Double($1)) }.max() ?? 0
  guard gap.isFinite else { return .infinity }
  return gap == 0 ? 0 : gap / max(size, Double(Float.leastNormalMagnitude))
}
