/// Which classes are taken for which: one row for each true class, one column for each predicted
/// one, coloured by the share of the true class.
///
/// What is right is blue, what is confused orange. Counts, shares and row totals are written where
/// cells have room for them.
public struct ConfusionChart: Figure {
  /// What it shows.
  public var title: String
  /// Names of the classes in order.
  public var classes: [String]
  /// `counts[t][p]`: rows of class t taken for class p; what is missing counts as 0.
  public var counts: [[Int]]
  /// Name of the axis of rows.
  public var trueTitle: String
  /// Name of the axis of columns.
  public var predictedTitle: String
  /// How many of the most frequent mistakes are told below the matrix.
  public var namedMistakes: Int

  /// A matrix of counts.
  public init(
    title: String, classes: [String], counts: [[Int]], trueTitle: String = "true",
    predictedTitle: String = "predicted", namedMistakes: Int = 3
  ) {
    self.title = title
    self.classes = classes
    self.counts = counts
    self.trueTitle = trueTitle
    self.predictedTitle = predictedTitle
    self.namedMistakes = namedMistakes
  }

  /// The size it looks right at.
  public var preferredSize: Size {
    let side = max(250, min(520, 180 + Double(classes.count) * 24))
    return Size(side, side + 30)
  }

  /// Draws itself inside a rectangle.
  public func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    let header = FigureHeader(title: title, note: note)
    let body = header.draw(on: canvas, in: rect, theme: theme)
    guard !classes.isEmpty else {
      EmptyNotice.draw("no classes", on: canvas, in: body, theme: theme)
      return
    }
    let layout = ConfusionLayout(chart: self, canvas: canvas, theme: theme, body: body)
    layout?.draw()
  }

  /// Rows of a true class taken for a class; never negative.
  func count(_ truth: Int, _ predicted: Int) -> Int {
    guard counts.indices.contains(truth), counts[truth].indices.contains(predicted) else {
      return 0
    }
    return max(0, min(Self.most, counts[truth][predicted]))
  }

  /// Far above any data set, and sums over all cells still fit an Int.
  private static let most = 1 << 42

  /// Rows of each true class.
  var totals: [Int] {
    classes.indices.map { truth in
      classes.indices.reduce(0) { $0 + count(truth, $1) }
    }
  }

  /// Pairs of different classes by falling count, those that never happened left out.
  public var mistakes: [(truth: Int, predicted: Int, count: Int)] {
    classes.indices.flatMap { truth in
      classes.indices.compactMap { predicted in
        let count = count(truth, predicted)
        return truth != predicted && count > 0 ? (truth, predicted, count) : nil
      }
    }.sorted { ($1.count, $0.truth, $0.predicted) < ($0.count, $1.truth, $1.predicted) }
  }
}
