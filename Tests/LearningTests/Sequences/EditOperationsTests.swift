import Tensors
import Testing

@testable import Learning

/// Every way to align two sequences written out, as counts of what each takes; no table.
private func everyAlignment(_ read: ArraySlice<Int>, _ meant: ArraySlice<Int>) -> [[Int]] {
  guard let found = read.first else { return [[0, 0, 0, meant.count]] }
  guard let label = meant.first else { return [[0, 0, read.count, 0]] }
  func counting(_ place: Int, _ rest: [[Int]]) -> [[Int]] {
    rest.map { counts in
      var counts = counts
      counts[place] += 1
      return counts
    }
  }
  let (read, meant) = ((rest: read.dropFirst(), all: read), (rest: meant.dropFirst(), all: meant))
  return counting(found == label ? 0 : 1, everyAlignment(read.rest, meant.rest))
    + counting(2, everyAlignment(read.rest, meant.all))
    + counting(3, everyAlignment(read.all, meant.rest))
}

extension EditOperations {
  fileprivate var counts: [Int] { [correct, substitutions, insertions, deletions] }
}

/// The letters of a word as labels.
private func labels(_ word: String) -> [Int] { word.unicodeScalars.map { Int($0.value) } }

@Suite("Edit operations")
struct EditOperationsTests {
  @Test(
    "by hand",
    arguments: [
      // read, meant, correct, substitutions, insertions, deletions
      ("", "", [0, 0, 0, 0]),
      ("abc", "", [0, 0, 3, 0]),
      ("", "abc", [0, 0, 0, 3]),
      ("abc", "abc", [3, 0, 0, 0]),
      // k→s, e→i, and g too many.
      ("kitten", "sitting", [4, 2, 0, 1]),
      ("sitting", "kitten", [4, 2, 1, 0]),
      ("aab", "ab", [2, 0, 1, 0]),
      // Two edits either way: an insertion and a deletion keep one label in place.
      ("ba", "ab", [1, 0, 1, 1]),
      // One edit leads nowhere else.
      ("a", "b", [0, 1, 0, 0]),
    ])
  func hand(_ read: String, _ meant: String, _ counts: [Int]) {
    let edits = EditOperations(reading: labels(read), meant: labels(meant))
    #expect(edits.counts == counts)
    #expect(edits.labels == meant.count)
    #expect(edits.labelsRead == read.count)
  }

  @Test(
    "as good as the best of all alignments, the one of fewest substitutions", arguments: [1, 2, 3])
  func enumeration(seed: UInt64) throws {
    var generator = RandomGenerator(seed: seed)
    for _ in 0..<60 {
      let read = (0..<generator.integer(below: 6)).map { _ in generator.integer(below: 3) }
      let meant = (0..<generator.integer(below: 6)).map { _ in generator.integer(below: 3) }
      let all = everyAlignment(read[...], meant[...])
      let best = all.min { a, b in
        let (x, y) = (a.dropFirst().reduce(0, +), b.dropFirst().reduce(0, +))
        return x == y ? a[1] < b[1] : x < y
      }
      #expect(
        EditOperations(reading: read, meant: meant).counts == best,
        "seed \(seed): \(read) for \(meant)")
    }
  }

  @Test("the rate is above 1 where much is inserted, and there is none without labels")
  func rates() {
    #expect(EditOperations(reading: [1, 2, 3], meant: [1]).errorRate == 2)
    #expect(EditOperations(reading: [1], meant: []).errorRate == nil)
    var sum = EditOperations(reading: [1, 2, 3], meant: [1])
    sum.add(EditOperations(reading: [4], meant: [4, 5, 6]), times: 2)
    // 2 + 2 · 2 edits over 1 + 2 · 3 labels.
    #expect(sum.errorRate == 6.0 / 7)
  }

  @Test("thousands of labels")
  func long() {
    let meant = (0..<3000).map { $0 % 7 }
    let edits = EditOperations(reading: Array(meant.dropFirst(10)), meant: meant)
    #expect(edits.counts == [2990, 0, 0, 10])
  }
}
