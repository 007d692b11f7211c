/// The fewest edits that turn the labels that were read into those that were meant.
///
/// This is the distance of Levenshtein (1966). Several alignments may need equally few edits: ba for ab is two substitutions, or an insertion and
/// a deletion. Then the one with the fewest substitutions counts, which keeps the most labels in
/// place; no two alignments that differ in a count are left.
public struct EditOperations: Sendable, Equatable {
  /// Labels read as they were meant.
  public private(set) var correct = 0
  /// Labels read as another.
  public private(set) var substitutions = 0
  /// Labels read where none was meant.
  public private(set) var insertions = 0
  /// Labels meant and not read.
  public private(set) var deletions = 0

  /// No labels read and none meant.
  public init() {}

  /// Aligns labels that were read with those that were meant.
  ///
  /// Takes time in proportion to the product of the lengths, memory in proportion to one of them.
  public init(reading read: [Int], meant: [Int]) {
    let cost = AlignmentCost.least(read, meant)
    substitutions = cost.substitutions
    // As many labels go unread as are read too many, but for the difference of the lengths.
    let surplus = read.count - meant.count
    insertions = (cost.edits - substitutions + surplus) / 2
    deletions = insertions - surplus
    correct = meant.count - substitutions - deletions
  }

  /// Substitutions, insertions and deletions.
  public var edits: Int { substitutions + insertions + deletions }

  /// Labels meant.
  public var labels: Int { correct + substitutions + deletions }

  /// Labels read.
  public var labelsRead: Int { correct + substitutions + insertions }

  /// Edits per label meant; nil where no label was meant.
  ///
  /// It is above 1 where many were inserted.
  public var errorRate: Double? {
    labels == 0 ? nil : Double(edits) / Double(labels)
  }

  /// Adds what another example took, as often as it counts.
  mutating func add(_ other: EditOperations, times: Int = 1) {
    correct += times * other.correct
    substitutions += times * other.substitutions
    insertions += times * other.insertions
    deletions += times * other.deletions
  }
}

/// The edits of an alignment and how many of them are substitutions, compared in this order.
private struct AlignmentCost: Comparable {
  var edits: Int
  var substitutions: Int

  static func < (a: AlignmentCost, b: AlignmentCost) -> Bool {
    a.edits == b.edits ? a.substitutions < b.substitutions : a.edits < b.edits
  }

  func plus(edits: Int, substitutions: Int = 0) -> AlignmentCost {
    AlignmentCost(edits: self.edits + edits, substitutions: self.substitutions + substitutions)
  }

  /// The least cost, row by row of the table of prefixes (Wagner and Fischer 1974).
  static func least(_ read: [Int], _ meant: [Int]) -> AlignmentCost {
    var row = (0...read.count).map { AlignmentCost(edits: $0, substitutions: 0) }
    for label in meant {
      var diagonal = row[0]
      row[0].edits += 1
      for (place, found) in read.enumerated() {
        let differs = found == label ? 0 : 1
        let paired = diagonal.plus(edits: differs, substitutions: differs)
        diagonal = row[place + 1]
        let unpaired = min(row[place], diagonal).plus(edits: 1)
        row[place + 1] = min(paired, unpaired)
      }
    }
    return row[read.count]
  }
}
