import Graphs
import Tensors

/// A loss on label sequences and its gradient in the scores: normally distributed scores, random
/// labels, every length full; what the peers do as well.
struct AlignmentLoss: BenchmarkCase {
  let name: String
  let peers: [Peer]
  private let (rows, frames, classes, labels): (Int, Int, Int, Int)
  private var isTransducer: Bool { name == "rnnt" }

  static let ctc = AlignmentLoss(
    name: "ctc", peers: [.torch, .jax], rows: 32, frames: 200, classes: 40, labels: 30)
  static let rnnt = AlignmentLoss(
    name: "rnnt", peers: [.jax], rows: 8, frames: 150, classes: 40, labels: 20)

  private init(
    name: String, peers: [Peer], rows: Int, frames: Int, classes: Int, labels: Int
  ) {
    self.name = name
    self.peers = peers
    (self.rows, self.frames, self.classes, self.labels) = (rows, frames, classes, labels)
  }

  func run(_ bench: Bench) throws {
    var random = RandomGenerator(seed: 31)
    let shape: Shape =
      isTransducer ? [rows, frames, labels + 1, classes] : [rows, frames, classes]
    let scores = Tensor(
      shape: shape, values: (0..<shape.count).map { _ in Float(random.normal()) })
    let symbols = Tensor(
      shape: [rows, labels],
      values: (0..<rows * labels).map { _ in Float(1 + random.integer(below: classes - 1)) })
    let leaf = Expression.parameter("scores", shape)
    let loss = try loss(leaf, .parameter("labels", symbols.shape))
    let arrays = ["scores": scores, "labels": symbols]
    let trial = try LossTrial(loss, by: leaf, arrays: arrays, threads: bench.threads)
    _ = try trial.seconds(1)
    try trial.check(try expected(loss, leaf, arrays))
    try bench.compare(
      "\(name), \(rows) x \(frames) frames, \(labels) labels", trial, workload: name, peers: peers)
  }

  private func loss(_ scores: Expression, _ labels: Expression) throws -> Expression {
    try mean(
      isTransducer
        ? transducer(scores, labels: labels) : temporalClassification(scores, labels: labels))
  }

  /// By the oracle, in double precision.
  private func expected(
    _ loss: Expression, _ scores: Expression, _ arrays: [String: Tensor]
  ) throws -> LossTrial.Expected {
    var bindings = Bindings()
    for (name, array) in arrays { bindings.feed(name, array) }
    let slope = try gradients(of: loss, withRespectTo: [scores])[0]
    let found = try Evaluator().evaluate([loss, slope], feeding: bindings)
    return LossTrial.Expected(value: found[0].values[0], gradient: found[1].values)
  }
}
