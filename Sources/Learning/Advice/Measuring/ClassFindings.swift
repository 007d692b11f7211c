import Tensors

extension Findings {
  /// How many rows each class has, and how often neighbours are of another class.
  mutating func measureClasses(_ labels: [Int], _ names: [String], _ subject: AdviceSubject) {
    var counts = [Int](repeating: 0, count: names.count)
    for label in labels where counts.indices.contains(label) { counts[label] += 1 }
    add(.rows, Double(labels.count), "\(counted(labels.count, "row")) to learn from")
    add(
      .classes, Double(names.count),
      "\(subject.name) has \(names.count) \(names.count == 1 ? "class" : "classes")")
    measureBalance(counts, names)
    if let features = subject.features { measureLabelNoise(labels, counts, features, subject.seed) }
  }

  private mutating func measureBalance(_ counts: [Int], _ names: [String]) {
    let present = counts.indices.filter { counts[$0] > 0 }
    guard let largest = present.max(by: { counts[$0] < counts[$1] }),
      let smallest = present.min(by: { counts[$0] < counts[$1] })
    else { return }
    let ratio = Double(counts[largest]) / Double(counts[smallest])
    add(
      .imbalance, ratio,
      ratio == 1
        ? "all classes have \(counted(counts[largest], "row"))"
        : "the largest class, \(names[largest]), has \(counted(counts[largest], "row")) for "
          + "\(counts[smallest]) of the smallest, \(names[smallest])")
    add(
      .smallestClass, Double(counts[smallest]),
      "the smallest class, \(names[smallest]), has \(counted(counts[smallest], "row"))")
    guard counts.count == 2, counts[1] > 0 else { return }
    let negatives = Double(counts[0]) / Double(counts[1])
    add(
      .negativesPerPositive, negatives,
      "for each row of \(names[1]) there are \(short(negatives)) of \(names[0])")
  }

  /// How often the five nearest neighbours of a row contradict its label.
  ///
  /// Where most of them are of other classes the classes overlap, or the label is wrong. Of a wrong
  /// label in a clean place nearly all are of the one class it should be: that share, at least four
  /// of five, is taken for the noise. In the bundled sets it is from 1 to 4 %, with one label in ten
  /// turned from 9 to 13 %. Where classes overlap much it is an upper bound. Features that know
  /// nothing of the classes would disagree in the share Σ p (1 − p) of the rows; near it the
  /// estimate means nothing.
  private mutating func measureLabelNoise(
    _ labels: [Int], _ counts: [Int], _ features: RowMatrix, _ seed: UInt64
  ) {
    let neighbours = Neighbourhoods(of: features, count: neighbourCount, seed: seed)
    guard neighbours.rows.count > 2 * neighbourCount else { return }
    let strangers = zip(neighbours.rows, neighbours.places).map { row, places in
      places.map { labels[neighbours.rows[$0]] }.filter { $0 != labels[row] }
    }
    let rows = neighbours.rows.count
    let mixed = strangers.count { 2 * $0.count > neighbourCount }
    let contradicted = strangers.count { $0.mostFrequentCount > neighbourCount - 2 }
    add(
      .disagreement, Double(mixed) / Double(rows),
      "\(mixed) of \(counted(rows, "row")) (\(percent(Double(mixed) / Double(rows)))) have mostly "
        + "other classes among their \(neighbourCount) nearest neighbours: classes overlap, or labels "
        + "are wrong")
    add(
      .labelNoise, Double(contradicted) / Double(rows),
      "\(contradicted) of them (\(percent(Double(contradicted) / Double(rows)))) have nearly all in one "
        + "other class, as where a label is wrong")
    let total = Double(max(1, counts.reduce(0, +)))
    let chance = 1 - counts.reduce(0) { $0 + (Double($1) / total) * (Double($1) / total) }
    add(.chance, chance, "features that told nothing would give about \(percent(chance))")
  }
}

extension [Int] {
  /// How often the number occurs that occurs most often.
  fileprivate var mostFrequentCount: Int {
    reduce(into: [:]) { $0[$1, default: 0] += 1 }.values.max() ?? 0
  }
}

/// How many neighbours a row is compared with: odd, so that a majority is one, and few, so that they
/// are near.
let neighbourCount = 5
