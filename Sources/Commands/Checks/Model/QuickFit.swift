import Language
import Learning
import Tensors

/// A short fit of a fresh copy of a model, for what it shows and not for its weights.
///
/// All rows make up each step, Adam takes them, penalties and dropout stay away: what is asked is
/// what the model can do.
struct QuickFit {
  /// The model, without dropout.
  let network: Network
  /// The loss alone.
  let objective: Objective
  /// Decides the first weights.
  let seed: UInt64
  /// Raised to stop.
  let control: Interruption

  /// How many steps it takes: a few dozen.
  static let steps = 60
  /// Learning rates tried one after the other, the usual one first.
  static let rates = [0.01, 0.1, 1]

  /// What a fit came to.
  struct Outcome {
    let rate: Double
    let weights: [String: Tensor]
    /// The mean loss of the rows it was fitted to.
    let loss: Double
  }

  /// A fit without what makes it harder than it needs to be.
  init(_ network: Network, _ loss: LossSpecification, _ data: CheckedData) throws {
    var specification = network.specification
    while let index = specification.layers.firstIndex(where: { $0.layer.name == "dropout" }) {
      specification.remove(at: index)
    }
    self.network = try specification.resolve(input: network.inputShape)
    objective = Objective(loss: loss)
    (seed, control) = (data.seed, data.control)
  }

  /// The first weights.
  var firstWeights: [String: Tensor] { network.initialWeights(seed: seed) }

  /// The mean loss of some rows with some weights.
  ///
  /// What a loss learns is where it starts: losses with numbers of their own that differ are not to
  /// be compared.
  func loss(_ weights: [String: Tensor], on rows: TrainingData) throws -> Double {
    let own = weights.filter { !$0.key.hasPrefix(LossSpecification.parameterPrefix) }
    return try objective.evaluate(network, weights: own, on: rows).dataLoss
  }

  /// Takes the steps with one learning rate.
  func run(on rows: TrainingData, rate: Double) throws -> Outcome {
    let adam = try OptimizerSpecification("adam", [], [("lr", .number(rate))])
    let trainer = Trainer(network: network, objective: objective, optimizer: adam)
    let fit = try trainer.fit(
      TrainingState(weights: firstWeights), on: rows,
      configuration: TrainingConfiguration(
        epochs: Self.steps, batch: nil, shuffle: false, seed: seed),
      hooks: FitHooks(isInterrupted: { [control] in control.isRequested }))
    return Outcome(
      rate: rate, weights: fit.state.weights, loss: try loss(fit.state.weights, on: rows))
  }
}
