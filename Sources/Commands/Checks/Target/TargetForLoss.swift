import DataSources
import Learning

extension DataCheck {
  /// Whether the loss can read every value of the target.
  static let target = DataCheck("target", "whether the loss can read every value of the target") {
    data in
    guard !data.dataset.targetColumns.isEmpty || data.loss != nil else { return nil }
    let prepared = try data.prepared.get()
    guard let loss = data.loss else { return .ok(data.targetWords(prepared)) }
    if let classes = prepared.classes, prepared.parts[.train]?.targets.areClasses == true,
      !data.dataset.hasClassTarget
    {
      return .warn(
        "\(list(data.dataset.targetNames)) has \(counted(classes.count, "distinct number")), "
          + "far more than classes have", try: "loss mse")
    }
    let network = try? data.network?.get()
    for part in Part.allCases {
      guard let rows = prepared.parts[part] else { continue }
      try loss.checkTargets(of: prepared.trainingData(rows), behind: network, rows: rows.rows)
    }
    return .ok("\(data.targetWords(prepared)), as \(loss.name) takes it")
  }
}

extension CheckedData {
  /// "species has 3 classes", "y1 and y2 are 2 numbers a row".
  fileprivate func targetWords(_ prepared: PreparedData) -> String {
    let names = dataset.targetNames
    let name = names.count > 4 ? counted(names.count, "target column") : list(names)
    if case .sequences(let labels)? = prepared.parts[.train]?.targets {
      return "the target is up to \(counted(labels.rowCount, "label")) a row"
    }
    if let classes = prepared.classes {
      return "\(name) \(names.count == 1 ? "has" : "have") "
        + counted(classes.count, "class", plural: "classes")
    }
    return names.count == 1
      ? "\(name) is a number" : "\(name) are \(counted(names.count, "number")) a row"
  }
}

extension PreparedTargets {
  /// Whether there is one class a row.
  var areClasses: Bool {
    if case .classes = self { return true }
    return false
  }
}
