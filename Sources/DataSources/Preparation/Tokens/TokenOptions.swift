/// Into what texts are cut.
public enum TokenUnit: String, Sendable, Equatable, Codable {
  /// Unicode code points.
  case characters
  /// Lower-cased runs of letters, digits and apostrophes.
  case words
  /// Pieces of words learnt by merging the most frequent pair again and again.
  case bpe

  var name: String { "encode \(rawValue)" }

  /// What its tokens are called, of many.
  var noun: String { self == .bpe ? "piece" : rawValue.dropLast().description }
}

/// An end of a text.
public enum TextEnd: String, Sendable, Equatable, Codable {
  /// Its beginning.
  case start
  /// Its end.
  case end
}

/// How texts become rows of tokens.
public struct TokenOptions: Sendable, Equatable {
  /// Into what they are cut.
  public var unit: TokenUnit
  /// How many different numbers a row may hold at most, the three of `FittedTokens` among them.
  public var vocabulary: Int
  /// How many tokens a row has; nil: as many as the longest text of the training part, at most
  /// `lengthLimit`.
  public var length: Int?
  /// What is cut off a longer text.
  public var truncation: TextEnd

  /// The length that a row has at most where none is given.
  public static let lengthLimit = 512

  /// Options as typed.
  public init(
    _ unit: TokenUnit, vocabulary: Int, length: Int? = nil, truncation: TextEnd = .end
  ) {
    (self.unit, self.vocabulary) = (unit, vocabulary)
    (self.length, self.truncation) = (length, truncation)
  }

  func check() throws {
    let least = FittedTokens.reserved + 1
    guard vocabulary >= least else {
      throw DataError.badStepOption(
        step: "encode", option: "vocabulary=\(vocabulary)",
        problem: "keeps no token: three numbers are reserved, so it takes \(least) at least")
    }
    if let length, length < 1 {
      throw DataError.badStepOption(
        step: "encode", option: "length=\(length)", problem: "keeps no token")
    }
  }
}
