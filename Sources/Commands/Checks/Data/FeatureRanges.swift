extension DataCheck {
  /// Whether the features are of one size, which is what first weights and learning rates expect.
  static let ranges = DataCheck("ranges", "whether the features are of one size") { data in
    guard let ranges = data.ranges?.filter({ !$0.isConstant }),
      let widest = ranges.max(by: { $0.deviation < $1.deviation }),
      let narrowest = ranges.min(by: { $0.deviation < $1.deviation })
    else { return nil }
    let words =
      ranges.count == 1 ? widest.words : "from \(narrowest.words) up to \(widest.words)"
    let largest = max(abs(widest.minimum), abs(widest.maximum))
    let scope = data.scope(CheckedData.rowLimit)
    if widest.deviation > 100 * narrowest.deviation {
      return .warn(
        "the features are of very different size, \(words)\(scope)", try: "scale standard")
    }
    guard largest > 100 else { return .ok(words + scope) }
    let isBytes = data.dataset.featureColumns.isEmpty && widest.minimum >= 0 && largest <= 255
    return .warn(
      "the features are large, \(widest.words)\(scope)",
      try: isBytes ? "scale divide=255" : "scale standard")
  }
}
