/// All that the metrics of a classifier need to know of a part: sums over its rows.
public struct ClassSums: Sendable, Equatable {
  /// How often rows of each class were taken for each.
  public internal(set) var confusion: ConfusionMatrix
  /// The class whose precision, recall and F1 stand for the whole, when there are two.
  public let positive: Int?
  /// How many rows have their class in first place among their outputs, in second and so on.
  private var ranks: [Int]
  /// Rows whose outputs were infinite or no number at all; they are in no other sum.
  public internal(set) var notFinite = 0
  private var surprise = CompensatedSum()
  private var hasProbabilities = true

  /// Sums of no rows.
  init(classes: [String], positive: Int?) {
    confusion = ConfusionMatrix(classes: classes)
    ranks = [Int](repeating: 0, count: classes.count)
    self.positive = positive
  }

  /// The number of rows.
  public var rows: Int { confusion.total + notFinite }

  /// The number of rows in the sums.
  var judged: Int { confusion.total }

  /// How many rows have their class among their `count` largest outputs.
  func hits(amongFirst count: Int) -> Int { ranks.prefix(count).reduce(0, +) }

  /// The sum of -log of the probability given to the true class; nil when the predictions came
  /// without probabilities.
  var logLossSum: Double? { hasProbabilities ? surprise.value : nil }

  /// Adds rows of a class taken for a class.
  ///
  /// - Parameters:
  ///   - rank: how many classes have a larger output than the rows' own.
  ///   - surprise: −log p each, nil if p is not known.
  mutating func add(target: Int, predicted: Int, rank: Int, surprise: Double?, times: Int = 1) {
    guard times > 0 else { return }
    confusion.count(target: target, predicted: predicted, times: times)
    ranks[rank] += times
    if let surprise {
      self.surprise.add(surprise * Double(times))
    } else {
      hasProbabilities = false
    }
  }
}
