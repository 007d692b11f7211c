import Language
import Learning

extension Judgement {
  /// The loss and the metrics beside their baselines.
  var table: Table {
    let rows = shown.map { entry -> [Table.Cell] in
      [.text(label(entry)), .optional(entry.value), .optional(entry.baseline)]
    }
    return Table(
      title: "\(part), \(counted(evaluation.rows, "row"))",
      columns: [.text("metric"), .number("value"), .number("baseline")], rows: rows,
      footnotes: ["baseline: \(baselineWords)"] + remarks + notes)
  }

  /// The name of a line; those of the positive class say which it is.
  private func label(_ entry: Entry) -> String {
    guard let positive = evaluation.positive,
      let metric = try? MetricDefinition.named(entry.name), metric.judges == "two classes"
    else { return entry.name }
    return "\(entry.name) (\(positive))"
  }

  /// Precision, recall and F1 of each class and their averages; nil for numbers.
  var classTable: Table? {
    guard !evaluation.classes.isEmpty else { return nil }
    let rows = evaluation.classes.map { score -> [Table.Cell] in
      [
        .text(score.name), score.precision.map(Table.Cell.number) ?? .text("n/a"),
        score.recall.map(Table.Cell.number) ?? .text("n/a"),
        score.f1.map(Table.Cell.number) ?? .text("n/a"),
        .formatted(Double(score.support), .exact),
      ]
    }
    let averages = ["macro", "weighted", "micro"].map { average -> [Table.Cell] in
      let values = ["precision", "recall", "f1"].map { self["\($0)_\(average)"]?.value }
      return [.text("\(average) average")] + values.map(Table.Cell.optional)
        + [.formatted(Double(evaluation.rows), .exact)]
    }
    return Table(
      columns: [
        .text("class"), .number("precision", .decimals(3)), .number("recall", .decimals(3)),
        .number("f1", .decimals(3)), .number("rows", .exact),
      ],
      rows: rows + averages)
  }

  /// What it takes to mend the labels read, in all and per label meant; nil for anything but
  /// label sequences.
  var editTable: Table? {
    guard let edits = evaluation.edits else { return nil }
    let rows = [
      ("correct", edits.correct), ("substitutions", edits.substitutions),
      ("insertions", edits.insertions), ("deletions", edits.deletions), ("labels", edits.labels),
    ]
    return Table(
      columns: [
        .text("operation"), .number("count", .exact), .number("per label", .decimals(3)),
      ],
      rows: rows.map { name, count in
        let share = edits.labels == 0 ? nil : Double(count) / Double(edits.labels)
        return [.text(name), .formatted(Double(count), .exact), .optional(share)]
      })
  }

  /// The judgement as an event.
  var event: EvaluateEvent {
    EvaluateEvent(
      part: part.rawValue, rows: evaluation.rows,
      metrics: entries.compactMap { entry in entry.value.map { NamedNumber(entry.name, $0) } })
  }

  /// The judgement as a value of the language: `test.accuracy`, `test.baseline.accuracy`.
  var record: Record {
    var record = Record(
      "evaluation",
      [("part", .text(part.rawValue)), ("rows", .number(Double(evaluation.rows)))])
    for entry in entries { record[entry.name] = .optional(entry.value) }
    let baselines = entries.compactMap { entry in
      entry.baseline.map { (key: entry.name, value: Value.number($0)) }
    }
    record["baseline"] = .record(Record("baseline", baselines))
    if let edits = evaluation.edits { record["edits"] = .record(edits.record) }
    guard let confusion = evaluation.confusion else { return record }
    record["classes"] = .list(confusion.classes.map(Value.text))
    record["confusion"] = .list(confusion.rows.map { .list($0.map { .number(Double($0)) }) })
    return record
  }

  /// The number that says most: accuracy for classes, R² for numbers, errors for labels.
  var headline: Entry? {
    self["accuracy"] ?? self["r2"] ?? self["label_error_rate"] ?? self["loss"]
  }

  /// Numbers worth standing beside it.
  var secondary: [Entry] { ["f1_macro", "rmse", "sequence_accuracy"].compactMap { self[$0] } }

  /// What the baseline does, in words.
  var baselineWords: String {
    if evaluation.edits != nil { return "never any label" }
    return evaluation.confusion == nil
      ? "always the mean of the training part"
      : "always the most frequent class of the training part"
  }
}

extension Judgement.Entry {
  /// The name as a sentence says it: "macro F1", "R²".
  var spokenName: String {
    switch name {
    case "r2": "R²"
    case "rmse", "mse", "mae": name.uppercased()
    case "f1_macro": "macro F1"
    default: String(name.map { $0 == "_" ? " " : $0 })
    }
  }

  /// Whether it lies between 0 and 1.
  var isShare: Bool {
    ["accuracy", "balanced_accuracy", "sequence_accuracy"].contains(name)
      || ["f1", "precision", "recall"].contains { name.hasPrefix($0) }
  }
}

extension EditOperations {
  /// The counts as a value of the language: `test.edits.insertions`.
  fileprivate var record: Record {
    let counts = [
      ("correct", correct), ("substitutions", substitutions), ("insertions", insertions),
      ("deletions", deletions), ("labels", labels),
    ]
    return Record("edits", counts.map { (key: $0.0, value: .number(Double($0.1))) })
  }
}

extension ConfusionMatrix {
  /// The counts, a list for each true class.
  var rows: [[Int]] { classes.indices.map { target in classes.indices.map { self[target, $0] } } }
}

extension Table {
  /// The metrics of several parts side by side, with the last one's baseline.
  init(judgements: [Judgement]) {
    let last = judgements.last
    let rows = judgements.flatMap { $0.shown.map(\.name) }.unique.map {
      name -> [Cell] in
      let values = judgements.map { Cell.optional($0[name]?.value) }
      return [.text(name)] + values + [.optional(last?[name]?.baseline)]
    }
    var columns: [Column] = [.text("metric")]
    columns += judgements.map { .number($0.part.rawValue) }
    columns.append(.number("baseline (\(last?.part.rawValue ?? ""))"))
    self.init(columns: columns, rows: rows)
  }
}
