import Learning

extension DataCheck {
  /// What the loss counts a row of each class, and whether that was meant.
  static let classWeights = DataCheck(
    "class_weights", "what a row of each class counts, and whether the options that say so act"
  ) { data in
    guard let loss = data.loss, let rows = data.rows(.train) else { return nil }
    let outputs = try? data.network?.get().outputShape
    let weighings = try loss.effectiveClassWeights(for: rows.target, outputs: outputs)
    guard !weighings.isEmpty else { return nil }
    if let doubt = weighings.flatMap(\.doubts).first {
      return .warn(doubt.message, try: doubt.hint)
    }
    return .ok(weighings.map(\.words).joined(separator: "; "))
  }

  /// Whether the class to ignore leaves rows to learn from.
  static let ignoredRows = DataCheck(
    "ignore_index", "whether the class to ignore leaves rows to learn from"
  ) { data in
    guard let loss = data.loss, let rows = data.rows(.train),
      let ignored = loss.ignoredRows(of: rows.target), ignored > 0
    else { return nil }
    let words = "\(grouped(ignored)) of \(counted(rows.rows, "row")) to train on do not count"
    guard ignored == rows.rows else { return .ok(words) }
    return .fail(
      "\(words): the loss is 0 and nothing is learned", try: "loss \(loss.name)")
  }
}

extension EffectiveClassWeights {
  /// "a row of a counts 2, of b 1".
  var words: String {
    let shown = weights.prefix(8).map { "\($0.name) \(shortText($0.weight))" }
    return "a row counts " + shown.joined(separator: ", ") + (weights.count > 8 ? ", ..." : "")
  }
}
