/// What `split` is asked for.
///
/// Without `train` the training part gets what the others leave. With `train` alone the test part
/// gets the rest. With `train` and another whose sum is below 1 the remaining rows are left out,
/// which a notice says.
public struct SplitRequest: Sendable, Equatable {
  /// Share of the training part, 0 to 1; nil when not given.
  public var train: Double?
  /// Share of the validation part, 0 to 1; nil when not given.
  public var validation: Double?
  /// Share of the test part, 0 to 1; nil when not given.
  public var test: Double?
  /// Whether each part gets the classes in the proportions of the whole.
  public var stratify: Bool
  /// Whether the rows keep their order: train first, then validation, test last.
  public var inOrder: Bool
  /// Seed of the shuffle; the same seed gives the same parts.
  public var seed: UInt64

  /// A request for these shares.
  public init(
    train: Double? = nil, validation: Double? = nil, test: Double? = nil, stratify: Bool = false,
    inOrder: Bool = false, seed: UInt64 = 0
  ) {
    self.train = train
    self.validation = validation
    self.test = test
    self.stratify = stratify
    self.inOrder = inOrder
    self.seed = seed
  }

  /// How far the sum of the shares may be off 1.
  static let tolerance = 1e-9

  /// The shares of train, validation and test, checked; what they leave of 1 is left out.
  ///
  /// - Parameter hasTestFile: the test part has rows of its own and wants none of these.
  func shares(hasTestFile: Bool = false) throws -> [Double] {
    for (part, share) in [("train", train), ("validation", validation), ("test", test)] {
      guard let share else { continue }
      guard share.isFinite, share >= 0, share <= 1 else {
        throw DataError.badFraction(part: part, value: share)
      }
    }
    if train == nil, validation == nil, test == nil { throw DataError.noFractions }
    let sum = (train ?? 0) + (validation ?? 0) + (test ?? 0)
    guard sum <= 1 + Self.tolerance else { throw DataError.fractionsAboveOne(sum: sum) }
    let rest = max(0, 1 - sum)
    if train == nil { return [rest, validation ?? 0, test ?? 0] }
    if validation == nil, test == nil, !hasTestFile { return [train ?? 0, 0, rest] }
    return [train ?? 0, validation ?? 0, test ?? 0]
  }
}
