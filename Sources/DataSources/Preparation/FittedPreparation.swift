import FoundationEssentials

/// Preprocessing fitted on a training part: enough to prepare any further rows the same way.
///
/// Saved with the model as JSON.
public struct FittedPreparation: Sendable, Equatable, Codable {
  enum Features: Sendable, Equatable, Codable {
    case table([FittedColumn])
    case array(FittedArray)
  }

  let features: Features
  /// The names of the features after encoding, in the order of the matrix.
  public let featureNames: [String]
  /// The shape of one row of features.
  public let rowShape: [Int]
  /// The target columns.
  public let targetNames: [String]
  /// The classes of the target, where it was read as classes or as distributions.
  public let classes: DistinctValues?

  /// Reads what `json` wrote; throws `damagedPreparation`.
  public init(json: String) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw DataError.damagedPreparation(reason: "it is no JSON of the expected form")
    }
    try check()
  }

  init(
    features: Features, featureNames: [String], rowShape: [Int], targetNames: [String],
    classes: DistinctValues?
  ) {
    self.features = features
    self.featureNames = featureNames
    self.rowShape = rowShape
    self.targetNames = targetNames
    self.classes = classes
  }

  /// One line of JSON with sorted keys: the same preparation gives the same text.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      throw DataError.damagedPreparation(reason: "it holds values that JSON cannot")
    }
  }

  /// Whether the features are rows of tokens: numbers that are names.
  public var areTokens: Bool {
    guard case .table(let columns) = features else { return false }
    return columns.contains { $0.tokens != nil }
  }

  /// Whether the pieces fit together, for a text that anyone may have edited.
  private func check() throws {
    let width: Int
    switch features {
    case .table(let columns):
      let tokens = columns.compactMap(\.tokens)
      guard tokens.allSatisfy(\.isSound), tokens.isEmpty || columns.count == 1 else {
        throw DataError.damagedPreparation(reason: "its tokens contradict each other")
      }
      width = columns.reduce(0) { $0 + $1.width }
    case .array(let array):
      guard elementCount(rowShape) == array.width, array.isSound else {
        throw DataError.damagedPreparation(reason: "its shapes differ")
      }
      width = featureNames.count
    }
    guard width == featureNames.count, elementCount(rowShape).map({ $0 > 0 }) == true else {
      throw DataError.damagedPreparation(reason: "its shapes differ")
    }
    if case .table = features, elementCount(rowShape) != width {
      throw DataError.damagedPreparation(reason: "its shapes differ")
    }
  }
}

/// x becomes (x - offset) / divisor.
struct FittedScale: Sendable, Equatable, Codable {
  var offset = 0.0
  var divisor = 1.0
}

/// One column, fitted.
struct FittedColumn: Sendable, Equatable, Codable {
  var name: String
  var isText: Bool
  /// What a missing number becomes.
  var number: Double?
  /// What a missing text becomes.
  var text: String?
  var encoding: Encoding?
  var categories: DistinctValues?
  /// The tokens, where the column is a row of them; it is then the only one.
  var tokens: FittedTokens?
  var scale = FittedScale()

  /// How many columns of the matrix it takes.
  var width: Int { tokens?.length ?? (takesColumnPerCategory ? categories?.count ?? 0 : 1) }

  private var takesColumnPerCategory: Bool { encoding == .oneHot || encoding == .bag }

  /// The names of these columns.
  var featureNames: [String] {
    if let tokens { return (0..<tokens.length).map { "\(name)_\($0)" } }
    guard takesColumnPerCategory, let categories else { return [name] }
    return categories.names.map { "\(name)=\($0)" }
  }
}

/// An array's features, fitted: one scale (and fill) per feature, or one for all.
struct FittedArray: Sendable, Equatable, Codable {
  var width: Int
  var fill: [Double]?
  var scales: [FittedScale]

  var isSound: Bool {
    let lengths = [fill?.count ?? 1, scales.count]
    return width > 0 && lengths.allSatisfy { $0 == 1 || $0 == width }
  }

  func scale(_ feature: Int) -> FittedScale { scales.count == 1 ? scales[0] : scales[feature] }
  func fill(_ feature: Int) -> Double? { fill.map { $0.count == 1 ? $0[0] : $0[feature] } }
}
