import DataSources
import Tensors

extension DataCheck {
  /// Whether rows that judge a fit also stand among those it learned from.
  static let copies = DataCheck(
    "copies", "whether rows of validation or test also stand among those to train on"
  ) { data in
    guard let prepared = try? data.features.get(), let train = prepared.parts[.train],
      prepared.parts.count > 1
    else { return nil }
    let fingerprints = train.features.rowFingerprints(CheckedData.rowLimit)
    let known = Set(fingerprints)
    let copies = [Part.validation, .test].compactMap { part in
      prepared.parts[part].flatMap { Copies(part, $0, among: known) }
    }
    let limited = prepared.parts.values.contains { $0.rows.count > CheckedData.rowLimit }
    let scope = limited ? " among the first \(grouped(CheckedData.rowLimit)) rows of each part" : ""
    guard !copies.isEmpty else { return .ok("no row stands in two parts\(scope)") }
    let words = list(copies.map(\.words)) + scope
    // Where few values are possible rows are alike by chance, within a part as between two.
    guard known.count * 2 > fingerprints.count else {
      return .ok("\(words), but rows repeat in train as well")
    }
    return .warn(
      "also in train: \(words)", try: "take the copies out of the file and load it again")
  }
}

/// Rows of a part that stand in the training part too.
private struct Copies {
  let words: String

  /// Nil where there are none.
  init?(_ part: Part, _ rows: PreparedPart, among known: Set<Int>) {
    let copied = rows.features.rowFingerprints(CheckedData.rowLimit).enumerated()
      .filter { known.contains($1) }.map(\.offset)
    guard let first = copied.first else { return nil }
    words =
      "\(grouped(copied.count)) of \(counted(rows.rows.count, "row")) of \(part) "
      + "(\(copied.count == 1 ? "" : "first ")row \(rows.rows[first] + 1))"
  }
}

extension RowMatrix {
  /// A number for each of the first rows that is the same for the same numbers.
  fileprivate func rowFingerprints(_ limit: Int) -> [Int] {
    let width = rowCount
    return prefix(limit).withUnsafeBufferPointer { numbers in
      (0..<min(rows, limit)).map { row in
        var hasher = Hasher()
        for column in 0..<width { hasher.combine(numbers[row * width + column]) }
        return hasher.finalize()
      }
    }
  }
}
