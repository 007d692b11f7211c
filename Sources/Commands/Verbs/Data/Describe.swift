import DataSources
import Language

extension Verbs {
  /// `describe`.
  static let describe = Verb(
    "describe", group: "data", summary: "Show what every column holds",
    discussion: """
      The values of an array are one column. Of a file whose numbers in order would take more than \
      half of the machine's memory only some rows are measured, which the column's name says.
      """,
    examples: [
      Example(
        "describe", after: [#"load "penguins""#], .contains(["island", "missing", "feature"]))
    ],
    searchTerms: ["summary", "statistics", "columns", "missing", "info"],
    changesSession: false
  ) { context, _ in
    let data = try context.session.requireData()
    let summaries = try data.describe()
    context.emit(.text(data.sentence))
    context.emit(.table(Table(describing: summaries)))
    return .list(summaries.map { .record(Record($0)) })
  }
}

extension Table {
  /// The measures of columns: a row each, a column of the table only where some row has a value.
  init(describing summaries: [ColumnSummary]) {
    let rows = summaries.map(\.cells)
    let shown = ColumnSummary.header.indices.filter { index in
      rows.contains { !$0[index].isEmpty && !(index == 4 && $0[index] == "0") }
    }
    let texts: Set = ["column", "role", "type", "most frequent"]
    self.init(
      columns: shown.map {
        let name = ColumnSummary.header[$0]
        return texts.contains(name) ? .text(name) : .number(name)
      },
      rows: rows.map { row in shown.map { .text(row[$0]) } })
  }
}

extension Record {
  /// The measures of a column as a value of the language.
  fileprivate init(_ summary: ColumnSummary) {
    self.init(
      "column",
      [
        "name": .text(summary.name), "is_target": .bool(summary.isTarget),
        "is_text": .bool(summary.isText), "count": .number(Double(summary.count)),
        "missing": .number(Double(summary.missing)),
        "distinct": .number(Double(summary.distinct)),
        "mean": .optional(summary.numbers?.mean), "std": .optional(summary.numbers?.deviation),
        "min": .optional(summary.numbers?.minimum), "median": .optional(summary.numbers?.median),
        "max": .optional(summary.numbers?.maximum),
      ])
  }
}
