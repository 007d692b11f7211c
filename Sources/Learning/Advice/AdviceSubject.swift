import Tensors

/// The rows an advice is about.
public struct AdviceSubject: Sendable {
  /// What the rows should lead to.
  public var target: TrainingTarget
  /// What the columns of the target are called.
  public var names: [String]
  /// The rows as a model would read them; nil when they are not ready, which leaves out everything
  /// that neighbours tell.
  public var features: RowMatrix?
  /// How long each row of features is, where targets are sequences.
  public var inputLengths: [Int]?
  /// How long each target sequence is.
  public var targetLengths: [Int]?
  /// Draws the rows whose neighbours are looked at.
  public var seed: UInt64

  /// Rows to be measured.
  public init(
    target: TrainingTarget, names: [String], features: RowMatrix? = nil, inputLengths: [Int]? = nil,
    targetLengths: [Int]? = nil, seed: UInt64 = 0
  ) {
    self.target = target
    self.names = names
    self.features = features
    self.inputLengths = inputLengths
    self.targetLengths = targetLengths
    self.seed = seed
  }

  /// What the target is called in a sentence.
  var name: String { names.count == 1 ? names[0] : "the target" }
}
