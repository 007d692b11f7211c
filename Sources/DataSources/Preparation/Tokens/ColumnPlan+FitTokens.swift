extension ColumnPlan {
  /// Learns the tokens of the training rows.
  func fitTokens(
    _ options: TokenOptions, _ rows: [Int], _ fitted: inout FittedColumn,
    _ notices: inout [String]
  ) throws {
    let texts = rows.compactMap { column.cell($0) ?? fitted.text }
    var learner = TokenLearner(options, texts)
    guard learner.distinct > 0 else {
      throw DataError.nothingToFit(column: column.name, step: options.unit.name)
    }
    let tokens = learner.tokens()
    fitted.tokens = tokens
    notices.append(
      "column '\(column.name)': rows of \(counted(tokens.length, tokens.unit.noun)), numbered 0 to "
        + "\(tokens.count - 1) (0 padding, 1 outside the vocabulary, 2 end of text)")
  }
}

extension Dataset {
  /// Refuses tokens beside other features, and lengths that would stand for theirs.
  func checkTokens(_ plans: [ColumnPlan]) throws {
    guard let plan = plans.first(where: { $0.tokens != nil }), let step = plan.tokens?.unit.name
    else { return }
    if let other = plans.first(where: { $0.column.name != plan.column.name }) {
      throw DataError.unsuitableStep(
        step: step, column: plan.column.name,
        reason: "a row of tokens is all of the features, and there is '\(other.column.name)' too",
        hint: "select \(typed(plan.column.name))")
    }
    guard extras[Self.inputLengthsName] == nil else {
      throw DataError.unsuitableStep(
        step: step, column: plan.column.name,
        reason: "the lengths are those of the texts, and load named others",
        hint: "load without input_lengths=")
    }
  }
}

/// Learns the tokens of texts.
private struct TokenLearner {
  let options: TokenOptions
  let texts: [String]
  /// How often each character, word, or word of byte pairs occurs.
  private var counts: [[UInt8]: Int] = [:]

  init(_ options: TokenOptions, _ texts: [String]) {
    (self.options, self.texts) = (options, texts)
    for text in texts {
      switch options.unit {
      case .characters: for scalar in text.unicodeScalars { count(String(scalar)) }
      case .words: for word in words(text) { count(word) }
      case .bpe: for word in bytePairWords(text) { count(word) }
      }
    }
  }

  var distinct: Int { counts.count }

  private mutating func count(_ token: String) { counts[Array(token.utf8), default: 0] += 1 }

  mutating func tokens() -> FittedTokens {
    let room = options.vocabulary - FittedTokens.reserved
    var fitted = FittedTokens(
      unit: options.unit, tokens: [], length: 1, truncation: options.truncation)
    if options.unit == .bpe {
      (fitted.tokens, fitted.merges) = bytePairs(room)
    } else {
      fitted.tokens = mostFrequent(counts, room)
    }
    fitted.length = options.length ?? longest(fitted)
    return fitted
  }

  /// The most frequent first, of equally frequent ones the first in the order of code points.
  private func mostFrequent(_ counts: [[UInt8]: Int], _ limit: Int) -> [String] {
    let sorted = counts.sorted { a, b in
      a.value == b.value ? a.key.lexicographicallyPrecedes(b.key) : a.value > b.value
    }
    return sorted.prefix(limit).map { String(decoding: $0.key, as: UTF8.self) }
  }

  /// Characters first; the rest of the vocabulary is merged from them.
  private func bytePairs(_ room: Int) -> (tokens: [String], merges: [[Int]]) {
    var characters: [[UInt8]: Int] = [:]
    let words = counts.map { (text: String(decoding: $0.key, as: UTF8.self), count: $0.value) }
    for word in words {
      for scalar in word.text.unicodeScalars {
        characters[Array(String(scalar).utf8), default: 0] += word.count
      }
    }
    let kept = mostFrequent(characters, room)
    // Without all characters nothing may be merged: words would be spelled with gaps.
    guard kept.count == characters.count else { return (kept, []) }
    var learner = BytePairLearner(words, characters: kept)
    learner.learn(upTo: room)
    let tokens = learner.symbols.map { String(decoding: $0, as: UTF8.self) }
    return (tokens, learner.merges.map { [$0.left, $0.right] })
  }

  private func longest(_ fitted: FittedTokens) -> Int {
    var coder = TokenCoder(fitted)
    let most = texts.reduce(1) { max($0, coder.numbers(of: $1).count) }
    return min(most, TokenOptions.lengthLimit)
  }
}
