/// The words of a column that are counted, each with the position of its count in a row.
struct Vocabulary {
  private let positions: [String: Int]

  /// These words in this order.
  init(_ words: [String]) {
    positions = Dictionary(zip(words, 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The counts of a text's words by position, and how many words it has at all.
  func count(_ text: String) -> (counts: [Int: Int], tokens: Int, outside: Int) {
    var counts: [Int: Int] = [:]
    var (tokens, outside) = (0, 0)
    for word in words(text) {
      tokens += 1
      if let position = positions[word] {
        counts[position, default: 0] += 1
      } else {
        outside += 1
      }
    }
    return (counts, tokens, outside)
  }
}

/// How often each word occurs in some texts.
struct WordCounts {
  private var counts: [String: Int] = [:]
  /// How many words were counted, each as often as it occurs.
  private(set) var tokens = 0

  /// How many different words there are.
  var distinct: Int { counts.count }

  /// Counts the words of a text.
  mutating func add(_ text: String) {
    for word in words(text) {
      counts[word, default: 0] += 1
      tokens += 1
    }
  }

  /// The most frequent words with their counts; of equally frequent ones the first in the order
  /// of code points.
  func mostFrequent(_ limit: Int) -> [(word: String, count: Int)] {
    let sorted = counts.sorted { a, b in
      a.value == b.value ? scalarOrder(a.key, b.key) : a.value > b.value
    }
    return sorted.prefix(limit).map { (word: $0.key, count: $0.value) }
  }
}
