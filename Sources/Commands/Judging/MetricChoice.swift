import Learning

/// The metrics a session shows: the usual ones or those chosen, and those added to them.
struct MetricChoice: Sendable, Equatable {
  /// Those chosen by `metrics`; nil: the usual ones.
  var chosen: [MetricSpecification]?
  /// Those `add` brought.
  var added: [MetricSpecification] = []

  /// What evaluate and compare show of such a target.
  func shown(on target: JudgedTarget) -> [MetricSpecification] {
    unique((chosen ?? .standard(for: target)) + added, target)
  }

  /// What is measured: the usual ones too, so that `test.accuracy` is there whatever is shown.
  func measured(on target: JudgedTarget) -> [MetricSpecification] {
    unique(.standard(for: target) + (chosen ?? []) + added, target)
  }

  /// What a fit measures on the validation part after each epoch.
  func measuredByFits(on target: JudgedTarget) -> [MetricSpecification] {
    let usual = [MetricSpecification].standard(for: target)
      .filter { ["accuracy", "label_error_rate"].contains($0.name) }
    return unique((chosen ?? usual) + added, target)
  }

  /// The names of the lines of an evaluation; the averages over classes that are shown with the
  /// classes are not repeated among them.
  func listed(on target: JudgedTarget) -> [String] { compared(on: target).map(\.label) }

  /// The same as metrics, for models to be compared by.
  func compared(on target: JudgedTarget) -> [MetricSpecification] {
    let usual = [MetricSpecification].standard(for: target).filter { !$0.isClassAverage }
    return unique((chosen ?? usual) + added, target)
  }

  /// The names of those that can be taken out.
  var names: [String] { ((chosen ?? []) + added).map(\.name) }

  /// Whether a metric can be taken out, by its name or by that of its value.
  func contains(_ name: String) -> Bool {
    ((chosen ?? []) + added).contains { $0.name == name || $0.label == name }
  }

  /// Takes a metric out; without any left the usual ones are back.
  mutating func remove(_ name: String) {
    func isIt(_ metric: MetricSpecification) -> Bool {
      metric.name == name || metric.label == name
    }
    added.removeAll(where: isIt)
    chosen?.removeAll(where: isIt)
    if chosen?.isEmpty == true { chosen = nil }
  }

  private func unique(
    _ metrics: [MetricSpecification], _ target: JudgedTarget
  ) -> [MetricSpecification] {
    var seen: Set<String> = []
    return metrics.map { $0.resolved(for: target) }.filter { seen.insert($0.label).inserted }
  }
}

extension MetricChoice: CustomStringConvertible {
  /// The choice as typed: `accuracy, top_k(k=3)`.
  var description: String {
    let words = (chosen?.map { "\($0)" } ?? ["default"]) + added.map { "\($0)" }
    return words.joined(separator: ", ")
  }
}

extension MetricSpecification {
  /// Whether it is one of the averages that stand below the classes: `f1_macro`.
  fileprivate var isClassAverage: Bool {
    ["precision_", "recall_", "f1_"].contains { name.hasPrefix($0) }
  }
}
