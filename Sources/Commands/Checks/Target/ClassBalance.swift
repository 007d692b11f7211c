import DataSources

extension DataCheck {
  /// How even the classes are.
  static let balance = DataCheck("balance", "how many rows the smallest class has") { data in
    guard let prepared = try? data.prepared.get(), let names = prepared.classes?.names,
      case .classes(let labels)? = prepared.parts[.train]?.targets, names.count > 1
    else { return nil }
    var counts = [Int](repeating: 0, count: names.count)
    for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
    guard let smallest = counts.indices.min(by: { counts[$0] < counts[$1] }),
      let most = counts.max()
    else { return nil }
    let share = shortText((1000 * Double(counts[smallest]) / Double(labels.count)).rounded() / 10)
    let words =
      "\(names[smallest]), the smallest class, has \(counted(counts[smallest], "row")), "
      + "\(share) %"
    guard most > 5 * counts[smallest] else { return .ok(words) }
    if let loss = data.loss, let rows = data.rows(.train),
      try !loss.effectiveClassWeights(for: rows.target).isEmpty
    {
      return .ok("\(words); the loss weighs classes")
    }
    return .warn(
      "\(words), the largest \(counted(most, "row"))",
      try: "loss cross_entropy(class_weights=balanced)")
  }
}
