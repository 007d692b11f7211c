/// Learns byte-pair encoding: the most frequent pair of neighbouring symbols becomes a symbol of
/// its own, again and again (Sennrich, Haddow and Birch 2016).
///
/// Of equally frequent pairs the first in the order of code points is merged, so that the same
/// texts give the same merges. Pairs that occur once are left: they say nothing about other texts.
struct BytePairLearner {
  /// What each symbol spells, as UTF-8, whose order is that of code points.
  private(set) var symbols: [[UInt8]] = []
  /// The pairs merged so far.
  private(set) var merges: [BytePair] = []
  private var positions: [[UInt8]: Int] = [:]
  private var words: [(symbols: [Int], count: Int)] = []
  private var counts: [BytePair: Int] = [:]
  /// The words in which a pair was seen; it may since have gone from some.
  private var places: [BytePair: [Int]] = [:]
  private var queue = PairQueue()

  /// Starts from words with their counts, each a list of characters out of `characters`.
  init(_ words: [(text: String, count: Int)], characters: [String]) {
    for character in characters { _ = position(of: Array(character.utf8)) }
    // Words in one order, whatever the order in which a dictionary gave them.
    for (text, count) in words.sorted(by: { scalarOrder($0.text, $1.text) }) {
      let symbols = text.unicodeScalars.compactMap { positions[Array(String($0).utf8)] }
      add(symbols, count)
    }
    for (pair, count) in counts { queue.push(candidate(pair, count)) }
  }

  /// Merges until there are so many symbols, or no pair is left that occurs twice.
  mutating func learn(upTo limit: Int) {
    while symbols.count < limit, let pair = nextPair() { merge(pair) }
  }

  private mutating func add(_ symbols: [Int], _ count: Int) {
    for pair in symbols.pairs {
      counts[pair, default: 0] += count
      places[pair, default: []].append(words.count)
    }
    words.append((symbols, count))
  }

  /// The position of the symbol that spells this, which two pairs may do.
  private mutating func position(of spelling: [UInt8]) -> Int {
    if let known = positions[spelling] { return known }
    positions[spelling] = symbols.count
    symbols.append(spelling)
    return symbols.count - 1
  }

  private func candidate(_ pair: BytePair, _ count: Int) -> PairQueue.Candidate {
    PairQueue.Candidate(
      pair: pair, count: count, left: symbols[pair.left], right: symbols[pair.right])
  }

  /// What was queued with a count that is no longer true is queued again with the true one.
  private mutating func nextPair() -> BytePair? {
    while let best = queue.pop() {
      let count = counts[best.pair] ?? 0
      if count == best.count { return count > 1 ? best.pair : nil }
      if count > 0, count < best.count { queue.push(candidate(best.pair, count)) }
    }
    return nil
  }

  private mutating func merge(_ pair: BytePair) {
    let symbol = position(of: symbols[pair.left] + symbols[pair.right])
    merges.append(pair)
    var grown: Set<BytePair> = []
    for index in places.removeValue(forKey: pair) ?? [] {
      let (old, count) = words[index]
      let new = old.merging(pair, into: symbol)
      guard new.count < old.count else { continue }
      words[index].symbols = new
      for pair in old.pairs { counts[pair, default: 0] -= count }
      for pair in new.pairs {
        counts[pair, default: 0] += count
        guard pair.left == symbol || pair.right == symbol else { continue }
        places[pair, default: []].append(index)
        grown.insert(pair)
      }
    }
    counts[pair] = nil
    for pair in grown { queue.push(candidate(pair, counts[pair] ?? 0)) }
  }
}
