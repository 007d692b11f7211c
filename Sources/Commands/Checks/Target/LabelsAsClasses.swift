import DataSources

extension DataCheck {
  /// How labels that are numbers become the classes 0 to K − 1 of a model.
  static let labels = DataCheck("labels", "how labels that are numbers become classes") { data in
    guard let prepared = try? data.prepared.get(), let classes = prepared.classes,
      prepared.parts[.train]?.targets.areClasses == true,
      data.dataset.targetColumns.first?.isText == false
    else { return nil }
    return .ok(labelMapping(classes.names) ?? "the labels are the classes of the model as they are")
  }
}

/// Which class of a model each label is; nil where the labels are 0 to K − 1 themselves.
func labelMapping(_ labels: [String]) -> String? {
  guard labels != labels.indices.map({ "\($0)" }) else { return nil }
  let shown = labels.count <= 6 ? labels.count : 3
  let pairs = labels.prefix(shown).enumerated().map { "\($1) is class \($0)" }
  let last =
    labels.count > shown ? ", ... \(labels[labels.count - 1]) is class \(labels.count - 1)" : ""
  return "labels become classes: " + pairs.joined(separator: ", ") + last
}
