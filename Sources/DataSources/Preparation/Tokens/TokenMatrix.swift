import Tensors

/// Texts as rows of tokens, each filled up behind its text.
struct TokenMatrix {
  /// The numbers of the tokens, [n, length].
  private(set) var tokens: Tensor
  /// How many tokens of each row are no padding, [n].
  private(set) var lengths: Tensor
  /// What the vocabulary lacks, of all tokens of the texts.
  private(set) var unseen = Unseen()
  /// How many texts were cut.
  private(set) var cutCount = 0
  /// How many texts had no token.
  private(set) var emptyCount = 0

  /// The texts of some rows of a column; nil for a row is no text.
  init(_ fitted: FittedTokens, _ texts: [String]) {
    tokens = Tensor(shape: [texts.count, fitted.length])
    lengths = Tensor(shape: [texts.count])
    var coder = TokenCoder(fitted)
    for (row, text) in texts.enumerated() { write(coder.numbers(of: text), row, fitted) }
  }

  private mutating func write(_ numbers: [Int], _ row: Int, _ fitted: FittedTokens) {
    unseen.whole += numbers.count
    unseen.count += numbers.count { $0 == FittedTokens.outside }
    if numbers.isEmpty { emptyCount += 1 }
    if numbers.count > fitted.length { cutCount += 1 }
    let whole = numbers.isEmpty ? [FittedTokens.end] : numbers
    let kept = whole.kept(fitted.length, cutting: fitted.truncation)
    for (place, number) in kept.enumerated() {
      tokens[row * fitted.length + place] = Float(number)
    }
    lengths[row] = Float(kept.count)
  }
}

extension [Int] {
  /// At most so many, of a longer list without one end.
  func kept(_ count: Int, cutting end: TextEnd) -> ArraySlice<Int> {
    end == .end ? prefix(count) : suffix(count)
  }
}

extension FittedColumn {
  /// The texts of some rows as tokens, and what is to be said about them.
  func tokenMatrix(
    _ tokens: FittedTokens, _ column: Column, _ rows: [Int], _ part: Part?
  ) throws -> (matrix: TokenMatrix, notices: [String]) {
    if text == nil { try refuseMissing(column, rows, isTarget: false) }
    let matrix = TokenMatrix(tokens, rows.map { column.cell($0) ?? text ?? "" })
    return (matrix, notices(matrix, tokens, part.map { " of the \($0) part" } ?? ""))
  }

  private func notices(
    _ matrix: TokenMatrix, _ tokens: FittedTokens, _ place: String
  ) -> [String] {
    var notices: [String] = []
    let unseen = matrix.unseen
    if unseen.count > 0 {
      notices.append(
        "column '\(name)': \(unseen.count) of the \(counted(unseen.whole, tokens.unit.noun))"
          + "\(place) (\(share(unseen.count, of: unseen.whole))) "
          + "\(unseen.count == 1 ? "is" : "are") outside the vocabulary, coded as 1")
    }
    if matrix.cutCount > 0 {
      let many = matrix.cutCount > 1
      notices.append(
        "column '\(name)': \(counted(matrix.cutCount, "text"))\(place) \(many ? "have" : "has") "
          + "more than \(counted(tokens.length, tokens.unit.noun)) and \(many ? "are" : "is") cut "
          + "at the \(tokens.truncation.rawValue)")
    }
    if matrix.emptyCount > 0 {
      notices.append(
        "column '\(name)': \(counted(matrix.emptyCount, "text"))\(place) "
          + "\(matrix.emptyCount > 1 ? "have" : "has") no \(tokens.unit.noun), coded as 2 alone")
    }
    return notices
  }
}
