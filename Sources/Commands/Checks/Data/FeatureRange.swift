import DataSources
import Tensors

/// What the numbers of one feature are like, after preparation.
struct FeatureRange {
  /// The feature.
  let name: String
  /// The least number.
  let minimum: Double
  /// The greatest number.
  let maximum: Double
  /// The standard deviation over n.
  let deviation: Double

  /// Whether every row has the same number.
  var isConstant: Bool { minimum == maximum }

  /// "age 21 to 79".
  var words: String { "\(name) \(shortText(minimum)) to \(shortText(maximum))" }
}

extension CheckedData {
  /// How many rows are looked through for ranges and copies.
  static let rowLimit = 20_000

  /// The ranges of the features in the training part, as a model sees them; nil where the features
  /// cannot be made, and where they are names: tokens have no size.
  var ranges: [FeatureRange]? {
    guard let prepared = try? features.get(), let train = prepared.parts[.train],
      !prepared.fitted.areTokens
    else { return nil }
    return train.features.ranges(prepared.featureNames, rows: Self.rowLimit)
  }
}

extension RowMatrix {
  /// The range of each column, among the first rows.
  fileprivate func ranges(_ names: [String], rows limit: Int) -> [FeatureRange] {
    let (width, counted) = (rowCount, min(rows, limit))
    return prefix(limit).withUnsafeBufferPointer { numbers in
      names.indices.prefix(width).map { column in
        var (low, high, mean, squares) = (Double.infinity, -Double.infinity, 0.0, 0.0)
        // Welford's recurrence: one pass that loses no digits.
        for row in 0..<counted {
          let number = Double(numbers[row * width + column])
          (low, high) = (min(low, number), max(high, number))
          let distance = number - mean
          mean += distance / Double(row + 1)
          squares += distance * (number - mean)
        }
        return FeatureRange(
          name: names[column], minimum: low, maximum: high,
          deviation: (squares / Double(max(1, counted))).squareRoot())
      }
    }
  }
}
