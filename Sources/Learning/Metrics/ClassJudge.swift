import Glibc
import Tensors

/// Collects the outputs for the rows of a part, batch by batch or at once, and judges them.
///
/// A model has one output per class, and the largest wins, the first of equals; or, with two
/// classes, a single output for the second class, and the positive class wins when its
/// probability reaches the threshold.
public struct ClassJudge: Sendable {
  /// What the outputs mean.
  public let outputs: OutputKind
  /// The class precision, recall and F1 are about, when there are two.
  public let positive: Int?
  /// The probability of the positive class, for a single output, from which on it is predicted;
  /// scores are compared with 0 instead.
  public let threshold: Double

  /// What is measured.
  let metrics: [MetricSpecification]
  private(set) var sums: ClassSums
  private(set) var rows: ScoredRows?
  private(set) var supports: [Int]
  let trainingCounts: [Int]

  /// A judge of no rows.
  ///
  /// - Parameters:
  ///   - classes: the names of the classes of the training part.
  ///   - trainingLabels: the labels of the training part, for the baseline; none without one.
  ///   - positive: the positive one of two classes, the second unless given.
  ///   - threshold: above 0 and below 1.
  ///   - metrics: what to measure; the standard ones unless given.
  /// - Throws: `LearningError` for a threshold, a positive class or labels that cannot be.
  public init(
    classes: [String], trainingLabels: [Int32] = [], outputs: OutputKind = .logits,
    positive: Int? = nil, threshold: Double = 0.5, metrics: [MetricSpecification]? = nil
  ) throws {
    guard threshold > 0, threshold < 1 else {
      throw LearningError.badConfiguration(
        "threshold", allowed: "above 0 and below 1", found: plain(threshold))
    }
    if let positive, classes.count != 2 || !classes.indices.contains(positive) {
      throw LearningError.badConfiguration(
        "positive", allowed: "one of two classes", found: "class \(positive) of \(classes.count)")
    }
    self.outputs = outputs
    self.positive = classes.count == 2 ? positive ?? 1 : nil
    self.threshold = threshold
    let target = JudgedTarget.classes(classes.count)
    self.metrics = metrics?.map { $0.resolved(for: target) } ?? .standard(for: target)
    sums = ClassSums(classes: classes, positive: self.positive)
    if self.metrics.contains(where: \.definition.keepsRows) {
      rows = ScoredRows(classes: classes, positive: self.positive, outputs: outputs)
    }
    supports = Array(repeating: 0, count: classes.count)
    trainingCounts = try counts(of: trainingLabels, classes: classes.count)
  }

  /// Adds rows: outputs [n, classes], or [n, 1] or [n] with two classes, and a class index each.
  ///
  /// - Throws: `LearningError` for shapes that do not fit and indices without a class.
  public mutating func add(_ scores: Tensor, targets: [Int32]) throws {
    try scores.withUnsafeBufferPointer { values in
      try add(shape: scores.shape, targets) { Double(values[$0]) }
    }
  }

  /// Adds rows given in double precision, row by row, `width` outputs each.
  ///
  /// - Throws: `LearningError` for counts that do not fit and indices without a class.
  public mutating func add(_ scores: [Double], width: Int, targets: [Int32]) throws {
    guard width > 0, scores.count % width == 0 else {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: [scores.count], targets: [targets.count, max(width, 0)])
    }
    try add(shape: [scores.count / width, width], targets) { scores[$0] }
  }

  private mutating func add(
    shape: Shape, _ targets: [Int32], _ score: (Int) -> Double
  ) throws {
    let width = try checkedWidth(shape, rows: targets.count)
    for (index, label) in targets.enumerated() {
      let outputs = (index * width..<(index + 1) * width).map(score)
      add(try judged(outputs, label: Int(label), row: index + 1))
    }
  }

  /// Adds a row that was judged, as often as it counts.
  mutating func add(_ row: JudgedRow, times: Int = 1) {
    supports[row.label] += times
    guard let verdict = row.verdict else {
      sums.notFinite += times
      return
    }
    sums.add(
      target: row.label, predicted: verdict, rank: row.rank, surprise: row.surprise, times: times)
    guard rows != nil else { return }
    for _ in 0..<times { rows?.add(scores: row.scores, label: row.label, verdict: verdict) }
  }

  /// Judges rows without adding them: outputs and a class index each, as `add` takes them.
  ///
  /// - Throws: `LearningError` for shapes that do not fit and indices without a class.
  func judged(_ scores: Tensor, targets: [Int32]) throws -> [JudgedRow] {
    let width = try checkedWidth(scores.shape, rows: targets.count)
    return try scores.withUnsafeBufferPointer { values in
      try targets.enumerated().map { index, label in
        let outputs = (index * width..<(index + 1) * width).map { Double(values[$0]) }
        return try judged(outputs, label: Int(label), row: index + 1)
      }
    }
  }

  private func judged(_ outputs: [Double], label: Int, row: Int) throws -> JudgedRow {
    guard supports.indices.contains(label) else {
      throw LearningError.labelOutsideClasses(row: row, label: label, classes: supports.count)
    }
    guard let verdict = decide(outputs) else {
      return JudgedRow(label: label, scores: [], verdict: nil, rank: 0, surprise: nil)
    }
    return JudgedRow(
      label: label, scores: rows?.scores(from: outputs) ?? [], verdict: verdict,
      rank: rank(of: label, in: outputs, verdict), surprise: surprise(of: outputs, label))
  }

  private func checkedWidth(_ shape: Shape, rows: Int) throws -> Int {
    let classes = supports.count
    let width = shape.dimensions.dropFirst().reduce(1, *)
    let fits = width == classes || width == 1 && classes == 2
    guard shape.rank > 0, shape[0] == rows, fits else {
      throw LearningError.shapesDiffer(
        "evaluate", predictions: shape, targets: [rows, classes == 2 && width == 1 ? 1 : classes])
    }
    return width
  }

  /// The class predicted from the outputs for one row; nil if one of them is no number.
  public func decide(_ row: [Double]) -> Int? {
    guard row.allSatisfy(\.isFinite) else { return nil }
    if row.count == 1, let positive { return decideSingle(row[0], positive) }
    return row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 }
  }

  private func decideSingle(_ score: Double, _ positive: Int) -> Int {
    let reached =
      switch outputs {
      case .logits: (positive == 1 ? score : -score) >= log(threshold / (1 - threshold))
      case .probabilities: (positive == 1 ? score : 1 - score) >= threshold
      case .scores: (positive == 1 ? score : -score) >= 0
      }
    return reached ? positive : 1 - positive
  }

  /// How many classes have a larger output than one of them, or an equal one that comes first.
  private func rank(of label: Int, in row: [Double], _ verdict: Int) -> Int {
    guard row.count > 1 else { return label == verdict ? 0 : 1 }
    return row.indices.count { row[$0] > row[label] || row[$0] == row[label] && $0 < label }
  }

  private func surprise(of row: [Double], _ label: Int) -> Double? {
    switch (outputs, row.count) {
    case (.scores, _): nil
    case (.logits, 1) where supports.count == 2:
      Learning.surprise(score: row[0], isPositive: label == 1)
    case (.logits, _): Learning.surprise(scores: row, target: label)
    case (.probabilities, 1) where supports.count == 2:
      Learning.surprise(probability: label == 1 ? row[0] : 1 - row[0])
    case (.probabilities, _): Learning.surprise(probability: row[label])
    }
  }
}

/// How often each class index occurs.
private func counts(of labels: [Int32], classes: Int) throws -> [Int] {
  var counts = [Int](repeating: 0, count: classes)
  for (row, label) in labels.enumerated() {
    guard counts.indices.contains(Int(label)) else {
      throw LearningError.labelOutsideClasses(row: row + 1, label: Int(label), classes: classes)
    }
    counts[Int(label)] += 1
  }
  return counts
}
