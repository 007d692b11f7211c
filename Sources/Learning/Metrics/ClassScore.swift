/// How one class fared.
///
/// A quotient without a denominator is nil here and counts as 0 in averages, as scikit-learn
/// counts it: the reader sees that a class was never predicted, not that it did badly.
public struct ClassScore: Sendable, Equatable {
  /// The name of the class.
  public let name: String
  /// Of the rows taken for the class, the share that is of it; nil if none was.
  public let precision: Double?
  /// Of the rows of the class, the share that was taken for it; nil if there are none.
  public let recall: Double?
  /// 2 · hits / (rows of the class + rows taken for it); nil if there are neither.
  public let f1: Double?
  /// How many rows are of the class.
  public let support: Int
  /// How many rows were taken for the class.
  public let predicted: Int

  /// The scores of a class of a matrix.
  init(_ matrix: ConfusionMatrix, _ index: Int) {
    let hits = matrix[index, index]
    name = matrix.classes[index]
    support = matrix.support(index)
    predicted = matrix.predicted(index)
    precision = ratio(hits, predicted)
    recall = ratio(hits, support)
    f1 = ratio(2 * hits, support + predicted)
  }

  /// What a reader of the numbers must know: the class was never predicted, or has no rows.
  public var note: String? {
    switch (support, predicted) {
    case (0, 0): "\(name) has no rows here and was never predicted"
    case (0, _): "\(name) has no rows here, so its recall is undefined"
    case (_, 0): "\(name) was never predicted, so its precision is undefined"
    default: nil
    }
  }
}

extension ConfusionMatrix {
  /// How each class fared, in order.
  public var classScores: [ClassScore] { classes.indices.map { ClassScore(self, $0) } }
}
