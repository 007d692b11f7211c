import Language
import Learning

extension Verbs {
  /// `metrics accuracy roc_auc`.
  static let metrics = Verb(
    "metrics", group: "objective", summary: "Choose the metrics that evaluate and compare show",
    discussion: """
      Fits measure them on the validation part after every epoch, so that early_stopping can watch \
      them. `add` brings one to those there are, `remove` takes it out, `metrics default` goes back \
      to the usual ones. Without an argument the metrics that fit the data are listed, those shown \
      marked with *. Of several classes a metric of two shows its macro average, under that name.
      """,
    parameters: [
      .variadic(
        "metrics",
        .either([
          .choice([Choice("default", "the usual metrics")]), .list(.catalogue(["metric"])),
        ]), "metrics with their options, or default")
    ],
    examples: [
      Example(
        "metrics", after: [#"load "iris""#],
        .contains(["* accuracy", "  top_k(k=5)", "  roc_auc_macro"])),
      Example("metrics accuracy roc_auc", .prints("metrics accuracy, roc_auc")),
      Example("metrics [matthews, top_k(3), ece(bins=10)]", .contains(["ece(bins=10)"])),
      Example("metrics default", .prints("metrics default")),
      Example("metrics acuracy", .fails("accuracy")),
      Example("metrics rmse", after: [#"load "iris""#], .fails("numbers")),
    ],
    searchTerms: ["accuracy", "score", "auc", "judge", "measure"],
    changesSession: true
  ) { context, arguments in
    guard arguments.isGiven("metrics") else {
      context.emit(.text(context.session.metricList()))
      return .list(context.session.shownMetrics().map { .text($0.label) })
    }
    let values = try arguments.values("metrics")
    var choice = MetricChoice()
    if values.map(\.asText) != ["default"] {
      if let index = values.firstIndex(where: { $0.asText != nil }) {
        throw ArgumentProblem(
          "metrics", Complaint("default stands alone", hint: "metrics default"), index: index)
      }
      choice.chosen = try context.session.metricSpecifications(
        arguments.constructors("metrics"))
    }
    context.session.adopt(choice)
    context.emit(.text("metrics \(choice)"))
    return .none
  }
}

extension Session {
  /// The metrics in force as far as the kind of target is known, else those chosen.
  fileprivate mutating func shownMetrics() -> [MetricSpecification] {
    let target = judgedTarget()
    return target.map(metrics.shown) ?? (metrics.chosen ?? []) + metrics.added
  }

  /// The metrics that fit the data, those in force marked.
  fileprivate mutating func metricList() -> String {
    let shown = shownMetrics()
    let target = judgedTarget()
    let others = MetricDefinition.all.filter { metric in
      target.map(metric.suits) != false && !shown.contains { $0.name == metric.name }
    }
    let rows =
      shown.map { ("* \($0.typed)", $0.definition.declaration.summary) }
      + others.map { ("  \($0.declaration.call)", $0.declaration.summary) }
    return HelpText.columns(rows).joined(separator: "\n")
  }
}

extension MetricSpecification {
  /// The call with its options, at their default too: `top_k(k=5)`.
  fileprivate var typed: String { options.everyOption }
}

extension Declaration {
  /// The call with every option at its default.
  fileprivate var call: String {
    let arguments = options.map { "\($0.name)=\($0.defaultValue.map { "\($0)" } ?? "")" }
    return arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
  }
}
