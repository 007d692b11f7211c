import Graphs
import Tensors

/// Predictions that came from anywhere with all they are to be judged by, in double precision and
/// in the shapes they came in.
public struct ScoreInput: Sendable {
  /// What a row should have been.
  public enum Targets: Sendable {
    /// Nothing: some losses compare predictions with further arrays or with each other.
    case none
    /// Class numbers, numbers, probabilities or labels, as the loss and the shape tell.
    case numbers(DoubleArray)
    /// A class name per row.
    case names([String])
  }

  /// The predictions, their rows first unless the loss reads sequences of another layout.
  public var predictions: DoubleArray
  /// What they are compared with.
  public var targets: Targets
  /// The further arrays of the loss, by name.
  public var arrays: [String: DoubleArray]
  /// What each row counts, [n]; one when nil.
  public var weights: DoubleArray?
  /// The names of the classes in the order of the columns; their numbers when nil.
  public var classes: [String]?

  /// Gathers what is to be judged.
  public init(
    predictions: DoubleArray, targets: Targets = .none, arrays: [String: DoubleArray] = [:],
    weights: DoubleArray? = nil, classes: [String]? = nil
  ) {
    self.predictions = predictions
    self.targets = targets
    self.arrays = arrays
    self.weights = weights
    self.classes = classes
  }
}

extension ScoreInput {
  /// The arguments a mistake can be in, beside the arrays of a loss.
  enum Argument {
    static let predictions = "predictions"
    static let targets = "targets"
    static let weights = "weights"
    static let classes = "classes"
  }

  /// The shape of the targets as a message shows it; nil without any.
  var targetShape: Shape? {
    switch targets {
    case .none: nil
    case .numbers(let array): array.shape
    case .names(let names): [names.count]
    }
  }

  /// The names of so many classes: those given, else their numbers.
  ///
  /// - Throws: `ScoreError.classCount` for more or fewer names than columns.
  func classNames(_ count: Int) throws -> [String] {
    guard let classes else { return (0..<count).map(String.init) }
    guard classes.count == count else {
      throw ScoreError.classCount(names: classes.count, classes: count)
    }
    return classes
  }

  /// Class names as class numbers, [n].
  ///
  /// - Throws: `ScoreError` where nothing tells the order of the classes, and for an unknown name.
  func classNumbers(_ names: [String]) throws -> DoubleArray {
    guard let classes else { throw ScoreError.namesWithoutClasses(first: names.first ?? "") }
    let numbers = Dictionary(
      classes.enumerated().map { ($1, Double($0)) }, uniquingKeysWith: { first, _ in first })
    return DoubleArray(
      shape: [names.count],
      values: try names.enumerated().map { row, name in
        guard let number = numbers[name] else {
          throw ScoreError.unknownClass(row: row + 1, name: name, known: classes)
        }
        return number
      })
  }
}
