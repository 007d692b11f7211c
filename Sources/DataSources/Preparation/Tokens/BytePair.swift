/// Two neighbouring symbols of a word, as positions in a list of symbols.
struct BytePair: Hashable {
  let left: Int
  let right: Int
}

extension [Int] {
  /// With every occurrence of a pair, from the left on, as one symbol.
  func merging(_ pair: BytePair, into symbol: Int) -> [Int] {
    var merged: [Int] = []
    merged.reserveCapacity(count)
    var index = 0
    while index < count {
      let isPair = index + 1 < count && self[index] == pair.left && self[index + 1] == pair.right
      merged.append(isPair ? symbol : self[index])
      index += isPair ? 2 : 1
    }
    return merged
  }

  /// Its neighbours, one pair for each place but the last.
  var pairs: [BytePair] { zip(self, dropFirst()).map { BytePair(left: $0, right: $1) } }
}

/// The words of a text as byte-pair encoding takes them: what stands between white space, each
/// with a space at its end, so that what they spell together is the text again.
func bytePairWords(_ text: String) -> [String] {
  text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) + " " }
}
