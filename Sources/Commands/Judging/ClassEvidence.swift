import DataSources
import Learning
import Tensors

/// What speaks for each class: the outputs of a model, or the neighbours of its vectors.
struct ClassEvidence {
  /// A row of scores for each row judged.
  let scores: Tensor
  /// What they mean.
  let kind: OutputKind
  /// What a reader must know of them.
  let remarks: [String]

  /// The outputs themselves, unless they are vectors that mean no class: then the class is that of
  /// the nearest row of the training part, a row of which is not its own neighbour.
  init(
    _ outputs: Tensor, _ loss: LossSpecification, _ part: Part, _ model: TrainedModel,
    _ training: TrainingData
  ) throws {
    guard loss.givesVectors, case .classes(let labels, let names) = training.target else {
      (scores, kind, remarks) = (outputs, loss.outputKind, [])
      return
    }
    let known =
      try part == .train
      ? outputs
      : model.network.predict(
        training.features, lengths: training.lengths, weights: model.state.weights)
    let neighbours = NearestNeighbour(
      vectors: known, labels: labels, classes: names.count, byAngle: loss.comparesAngles)
    scores = try neighbours.scores(of: outputs, leavingOutItself: part == .train)
    kind = .scores
    remarks = [
      "the class of a row is that of the nearest "
        + "\(part == .train ? "other row" : "row") of the training part, \(neighbours.words)",
      "the loss compares the rows of a batch with each other, here of at most 512, in a fit those "
        + "of its batches",
    ]
  }
}

extension LossSpecification {
  /// Whether it takes outputs for vectors that mean no class.
  var givesVectors: Bool {
    switch definition.predictions(options) {
    case .vectors, .directions: true
    default: false
    }
  }

  /// Whether vectors are compared by angle.
  fileprivate var comparesAngles: Bool { definition.predictions(options) == .directions }
}

extension NearestNeighbour {
  /// How the nearest one is found: "by angle, among 5,000 of 60,000 rows".
  fileprivate var words: String {
    let how = isByAngle ? "by angle" : "by distance"
    return count == total ? how : how + ", among \(grouped(count)) of \(grouped(total)) rows"
  }
}
