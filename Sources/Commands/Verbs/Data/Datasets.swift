import DataSources
import Language

extension Verbs {
  /// `datasets`.
  static let datasets = Verb(
    "datasets", group: "data", summary: "List the bundled data sets",
    examples: [Example("datasets", .contains(["iris", "penguins", "CC BY 4.0"]))],
    searchTerms: ["examples", "bundled"],
    changesSession: false
  ) { context, _ in
    let rows = BundledSet.all.map { set -> [Table.Cell] in
      [.text(set.name), .text(set.summary), .text(set.origin), .text(set.licence)]
    }
    context.emit(
      .table(
        Table(
          columns: [.text("name"), .text("what"), .text("origin"), .text("licence")], rows: rows)))
    return .list(BundledSet.all.map { .text($0.name) })
  }
}
