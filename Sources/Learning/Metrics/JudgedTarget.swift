/// What the predictions of a model are compared with, as far as it decides which metrics suit.
public enum JudgedTarget: Sendable, Equatable {
  /// Numbers.
  case numbers
  /// One of so many classes for each row.
  case classes(Int)
  /// A sequence of labels for each row.
  case sequences
}

extension JudgedTarget: CustomStringConvertible {
  /// In words: "3 classes".
  public var description: String {
    switch self {
    case .numbers: "numbers"
    case .classes(let count): "\(count) classes"
    case .sequences: "label sequences"
    }
  }
}

extension TrainingTarget {
  /// What metrics compare with.
  public var judged: JudgedTarget {
    switch self {
    case .numbers: .numbers
    case .classes(_, let names): .classes(names.count)
    case .distributions(let rows): .classes(rows.rowCount)
    case .sequences: .sequences
    }
  }
}
