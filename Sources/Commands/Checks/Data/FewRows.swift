extension DataCheck {
  /// Whether there are enough rows to learn from.
  static let rows = DataCheck("rows", "whether there are enough rows to learn from") { data in
    let rows = data.dataset.parts.train.count
    let width = (try? data.features.get().rowShape.count) ?? 0
    let words = "\(counted(rows, "row")) to train on"
    if rows < 30 {
      return .warn("\(words): what a fit shows may be chance", try: "load a longer file")
    }
    if rows < width {
      return .warn(
        "\(words) and \(counted(width, "feature")): a model can learn them by heart",
        try: "add l2(0.001)")
    }
    return .ok(words)
  }
}
