/// The tokens of a column, learnt from a training part and saved with the model.
///
/// The numbers 0 to 2 are no tokens of the text: `padding` fills short rows up, `outside` stands for
/// whatever the vocabulary lacks, `end` for a text without any token. Token i of `tokens` is number
/// i + 3.
struct FittedTokens: Sendable, Equatable, Codable {
  /// What fills a row up behind its text.
  static let padding = 0
  /// What the vocabulary lacks.
  static let outside = 1
  /// The end of a text.
  static let end = 2
  /// How many numbers are no tokens of the text.
  static let reserved = 3

  var unit: TokenUnit
  /// What each token spells; of byte pairs, a space ends a word.
  var tokens: [String]
  /// The pairs that byte-pair encoding merges, in the order learnt, as positions in `tokens`.
  var merges: [[Int]] = []
  /// How many tokens a row has.
  var length: Int
  /// What is cut off a longer text.
  var truncation: TextEnd

  /// How many different numbers a row may hold.
  var count: Int { tokens.count + Self.reserved }

  /// Whether the pieces fit together, for a text that anyone may have edited.
  var isSound: Bool {
    let known = Set(tokens.map { Array($0.utf8) })
    guard length > 0, known.count == tokens.count else { return false }
    let spells = unit == .characters ? tokens.allSatisfy { $0.unicodeScalars.count == 1 } : true
    return spells
      && merges.allSatisfy { pair in
        pair.count == 2 && pair.allSatisfy(tokens.indices.contains)
          && known.contains(Array((tokens[pair[0]] + tokens[pair[1]]).utf8))
      }
  }
}
