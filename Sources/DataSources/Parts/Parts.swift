/// One of the three parts of a data set.
public enum Part: String, Sendable, CaseIterable, CustomStringConvertible {
  /// The rows that the model learns from.
  case train
  /// The rows that decide when to stop and which run is better.
  case validation
  /// The rows that are looked at last.
  case test

  /// The name as it is typed.
  public var description: String { rawValue }
}

/// Which rows (counted from 0) belong to which part; no row belongs to two.
public struct Parts: Sendable, Equatable {
  /// Rows of the training part.
  public var train: [Int]
  /// Rows of the validation part; empty when there is none.
  public var validation: [Int]
  /// Rows of the test part; empty when there is none.
  public var test: [Int]

  /// Parts of these rows.
  public init(train: [Int], validation: [Int] = [], test: [Int] = []) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// The rows of a part.
  public subscript(part: Part) -> [Int] {
    get {
      switch part {
      case .train: train
      case .validation: validation
      case .test: test
      }
    }
    set {
      switch part {
      case .train: train = newValue
      case .validation: validation = newValue
      case .test: test = newValue
      }
    }
  }

  /// The parts that have rows.
  public var present: [Part] { Part.allCases.filter { !self[$0].isEmpty } }
}
