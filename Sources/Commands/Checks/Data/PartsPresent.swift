import DataSources

extension DataCheck {
  /// Whether there are rows to judge a fit by.
  static let parts = DataCheck("parts", "whether rows are held back to judge a fit by") { data in
    let parts = data.dataset.parts
    guard parts.present.count > 1 else {
      return .warn(
        "every row trains, so nothing tells learning from learning by heart",
        try: "split train=0.7 validation=0.15 test=0.15")
    }
    return .ok(list(parts.present.map { "\($0) has \(counted(parts[$0].count, "row"))" }))
  }
}
