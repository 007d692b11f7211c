import Glibc
import Learning
import Tensors

/// What a loss comes to at best on some rows: label smoothing, targets that are not certain and
/// likelihoods keep it from 0.
///
/// A dense layer on rows of a one and zeros has an output of its own for every row. It begins with
/// what the targets are and takes some steps from there.
struct LeastLoss {
  private let objective: Objective
  private let rows: TrainingData
  private let outputs: Int
  private let network: Network

  /// Nil where outputs have several axes.
  init?(_ fit: QuickFit, _ rows: TrainingData) {
    guard fit.network.outputShape.rank == 1 else { return nil }
    var unit = Tensor(zeros: [rows.rows, rows.rows])
    for row in 0..<rows.rows { unit[row * rows.rows + row] = 1 }
    self.rows = TrainingData(
      features: unit, target: rows.target, rowWeights: rows.rowWeights, extras: rows.extras)
    (objective, outputs) = (fit.objective, fit.network.outputShape.count)
    guard let network = Self.network(like: fit.network, outputs: outputs, rows: rows.rows) else {
      return nil
    }
    self.network = network
  }

  /// One dense layer, and the activation the model ends in.
  private static func network(like model: Network, outputs: Int, rows: Int) -> Network? {
    guard
      let dense = try? Specification<LayerDefinition>("dense", [.number(Double(outputs))])
    else { return nil }
    let last = model.lastMeaningfulLayer.flatMap { $0.parameters.isEmpty ? $0 : nil }
    let layers = [dense] + (last.map { [$0.specification.layer] } ?? [])
    return try? NetworkSpecification(layers).resolve(input: [rows])
  }

  /// The least loss found; nil where nothing finite was.
  func value(seed: UInt64) throws -> Double? {
    let start = TrainingState(weights: knowingWeights(network.initialWeights(seed: seed)))
    let adam = try OptimizerSpecification("adam", [], [("lr", .number(0.1))])
    let fit = try Trainer(network: network, objective: objective, optimizer: adam).fit(
      start, on: rows,
      configuration: TrainingConfiguration(epochs: 2 * QuickFit.steps, batch: nil, shuffle: false))
    let found = try [start.weights, fit.state.withoutLossParameters().weights].map {
      try objective.evaluate(network, weights: $0, on: rows).dataLoss
    }
    return found.filter(\.isFinite).min()
  }

  /// Weights [out, in] whose column for a row is what the row's target says.
  private func knowingWeights(_ first: [String: Tensor]) -> [String: Tensor] {
    var weights = first
    guard var matrix = first["0.weight"] else { return first }
    for row in 0..<rows.rows {
      for (output, number) in answer(row).enumerated() where output < outputs {
        matrix[output * rows.rows + row] = number
      }
    }
    weights["0.weight"] = matrix
    return weights
  }

  /// What should stand at the outputs for a row, as scores where the loss takes scores.
  private func answer(_ row: Int) -> [Float] {
    let loss = objective.loss
    let isScores = loss.definition.predictions(loss.options) != .numbers
    switch rows.target {
    case .classes(let labels, _) where outputs == 1: return [labels[row] == 1 ? 5 : -5]
    case .classes(let labels, let names):
      // Vectors that are compared with each other begin anywhere.
      guard outputs == names.count else { return [] }
      return names.indices.map { $0 == Int(labels[row]) ? 5 : -5 }
    case .numbers(let numbers) where isScores: return numbers.row(row).map { $0 > 0.5 ? 5 : -5 }
    case .numbers(let numbers): return numbers.row(row)
    case .distributions(let shares): return shares.row(row).map { log(max($0, 1e-6)) }
    case .sequences: return []
    }
  }
}
