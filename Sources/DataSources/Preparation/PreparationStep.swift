/// One statement about how columns become numbers a model can read.
///
/// A statement is only kept; it is fitted on the training part when the matrix is made. Whatever
/// the order of the statements: columns are selected, then imputed, then encoded, then scaled.
/// For one column the last statement of a kind that covers it holds.
public enum PreparationStep: Sendable, Equatable {
  /// Keep these columns (and the target) and no others.
  case select([String])
  /// Leave these columns out.
  case drop([String])
  /// Fill in missing values; nil means every column that has some.
  case impute(columns: [String]?, Imputation)
  /// Turn text (or numbers that are names) into numbers; nil means every text column.
  case encode(columns: [String]?, Encoding)
  /// Count the most frequent words, at most so many; nil means every text column.
  case countWords(columns: [String]?, vocabulary: Int)
  /// Make a text a row of tokens; nil means every text column, of which there may be one.
  case tokenize(columns: [String]?, TokenOptions)
  /// Bring numbers to a common size; nil means every column of numbers that is not encoded.
  case scale(columns: [String]?, Scaling)
}

/// What a missing value is replaced by.
public enum Imputation: Sendable, Equatable {
  /// The mean of numbers, the most frequent of texts.
  case automatic
  /// The mean of the training part.
  case mean
  /// The median of the training part.
  case median
  /// The most frequent value of the training part, the first in sorted order of several.
  case mostFrequent
  /// This text or number.
  case constant(String)

  var name: String {
    switch self {
    case .automatic: "impute"
    case .mean: "impute mean"
    case .median: "impute median"
    case .mostFrequent: "impute most_frequent"
    case .constant(let value): "impute constant=\(value)"
    }
  }
}

/// How the categories of a column become numbers.
public enum Encoding: String, Sendable, Equatable, Codable {
  /// A column of 0 and 1 per category; all zeros for one that the training part lacks.
  case oneHot = "onehot"
  /// The category's position in sorted order; -1 for one that the training part lacks.
  case ordinal
  /// How often each word of a vocabulary occurs in the text.
  case bag

  var name: String { "encode \(rawValue)" }
}

/// How numbers are brought to a common size.
public enum Scaling: Sendable, Equatable {
  /// (x - mean) / standard deviation, the latter over n, as scikit-learn's StandardScaler.
  case standard
  /// (x - minimum) / (maximum - minimum).
  case minmax
  /// x / divisor.
  case divide(Double)

  var name: String {
    switch self {
    case .standard: "scale standard"
    case .minmax: "scale minmax"
    case .divide(let divisor): "scale divide=\(plainNumber(divisor))"
    }
  }
}
