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

  /// The share of rows of which at least three of the five nearest neighbours are of another class.
  ///
  /// Wrong labels look like that, and so do classes that overlap: the share is an upper bound of
  /// the former. Features that know nothing of the classes would give the share that `chance_noise`
  /// names, Σ p (1 − p) over the classes; near it the estimate means nothing.
  private mutating func measureLabelNoise(
    _ labels: [Int], _ counts: [Int], _ features: Tensor, _ seed: UInt64
  ) {
    let neighbours = Neighbourhoods(of: features, count: neighbourCount, seed: seed)
    guard neighbours.rows.count > 2 * neighbourCount else { return }
    let strangers = zip(neighbours.rows, neighbours.places).count { row, places in
      let others = places.count { labels[neighbours.rows[$0]] != labels[row] }
      return 2 * others > places.count
    }
    let rows = neighbours.rows.count
    let share = Double(strangers) / Double(rows)
    add(
      .labelNoise, share,
      "\(strangers) of \(counted(rows, "row")) (\(percent(share))) have mostly other classes among "
        + "their \(neighbourCount) nearest neighbours: wrong labels, or classes that overlap")
    let total = Double(max(1, counts.reduce(0, +)))
    let chance = 1 - counts.reduce(0) { $0 + (Double($1) / total) * (Double($1) / total) }
    add(.chanceNoise, chance, "features that told nothing would give about \(percent(chance))")
  }
}

/// How many neighbours a row is compared with: odd, so that a majority is one, and few, so that they
/// are near.
let neighbourCount = 5
