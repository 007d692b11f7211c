/// Turns texts into the numbers of their tokens, and numbers into text.
struct TokenCoder {
  let fitted: FittedTokens
  private let numbers: [[UInt8]: Int]
  /// For each pair of numbers that is merged, when, and the number it becomes.
  private let merges: [BytePair: (rank: Int, number: Int)]
  /// Words that were cut before, as texts repeat theirs; by their bytes, since two spellings of a
  /// letter are equal as texts and yet other tokens.
  private var known: [[UInt8]: [Int]] = [:]

  /// A coder for tokens that are sound.
  init(_ fitted: FittedTokens) {
    self.fitted = fitted
    let spelled = fitted.tokens.map { Array($0.utf8) }
    let numbers = Dictionary(
      zip(spelled, FittedTokens.reserved...), uniquingKeysWith: { first, _ in first })
    var merges: [BytePair: (rank: Int, number: Int)] = [:]
    for (rank, pair) in fitted.merges.enumerated() {
      guard let number = numbers[spelled[pair[0]] + spelled[pair[1]]] else { continue }
      let key = BytePair(
        left: pair[0] + FittedTokens.reserved, right: pair[1] + FittedTokens.reserved)
      if merges[key] == nil { merges[key] = (rank, number) }
    }
    (self.numbers, self.merges) = (numbers, merges)
  }

  /// The numbers of a text's tokens, all of them.
  mutating func numbers(of text: String) -> [Int] {
    switch fitted.unit {
    case .characters: text.unicodeScalars.map { number(of: String($0)) }
    case .words: words(text).map { number(of: $0) }
    case .bpe: bytePairWords(text).flatMap { pieces(of: $0) }
    }
  }

  /// What numbers spell; what the vocabulary lacks is U+FFFD, padding and end are nothing.
  func text(of numbers: [Int]) -> String {
    let pieces = numbers.compactMap { number -> String? in
      switch number {
      case FittedTokens.padding, FittedTokens.end: nil
      case FittedTokens.reserved..<fitted.count: fitted.tokens[number - FittedTokens.reserved]
      default: "\u{fffd}"
      }
    }
    return pieces.joined(separator: fitted.unit == .words ? " " : "")
  }

  private func number(of token: String) -> Int {
    numbers[Array(token.utf8)] ?? FittedTokens.outside
  }

  /// The pair that was learnt first is merged first, wherever it stands.
  private mutating func pieces(of word: String) -> [Int] {
    let spelling = Array(word.utf8)
    if let known = known[spelling] { return known }
    var pieces = word.unicodeScalars.map { number(of: String($0)) }
    while let (pair, merge) = pieces.pairs.compactMap({ pair in merges[pair].map { (pair, $0) } })
      .min(by: { $0.1.rank < $1.1.rank })
    {
      pieces = pieces.merging(pair, into: merge.number)
    }
    known[spelling] = pieces
    return pieces
  }
}
