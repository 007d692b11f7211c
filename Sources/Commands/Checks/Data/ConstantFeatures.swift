extension DataCheck {
  /// Whether a feature is the same in every row, so that nothing can be learned from it.
  static let constant = DataCheck("constant", "whether a feature is the same in every row") {
    data in
    guard let ranges = data.ranges else { return nil }
    let constant = ranges.filter(\.isConstant)
    let scope = data.scope(CheckedData.rowLimit)
    guard let first = constant.first else { return .ok("every feature varies\(scope)") }
    guard !data.dataset.featureColumns.isEmpty else {
      // The borders of images hardly ever vary, and nobody would cut them off for it.
      return .ok(
        "\(grouped(constant.count)) of \(grouped(ranges.count)) numbers never vary\(scope)")
    }
    if constant.count == 1 {
      return .warn(
        "\(first.name) is \(shortText(first.minimum)) in every row to train on\(scope)",
        try: "select drop=\(typedName(first.name))")
    }
    let names = constant.map { typedName($0.name) }
    return .warn(
      "\(counted(constant.count, "feature")) never vary\(scope): \(list(Array(names.prefix(6))))",
      try: "select drop=[\(names.prefix(6).joined(separator: ", "))]")
  }
}
