import DataSources
import Figures
import Language

extension SessionReport {
  /// What was learned from.
  var dataSection: [Document.Block] {
    guard let data = session.data else { return [] }
    var blocks: [Document.Block] = [
      .heading(level: 1, "Data"),
      .paragraph(Document.Prose(data.sentence + ".")),
    ]
    blocks += preparationBlocks
    if let figure = try? SessionFigures.classes(data) {
      blocks.append(.figures([Document.Picture(figure)]))
    } else {
      blocks.append(.table(Document.Table(data.partsTable)))
    }
    blocks += columnBlocks(data)
    return blocks
  }

  private var preparationBlocks: [Document.Block] {
    let steps = session.preparation.steps.map(\.typed)
    guard !steps.isEmpty else {
      return [
        .paragraph("The features are used as they were read; nothing was scaled or filled in.")
      ]
    }
    return [
      .paragraph("Prepared by these statements, fitted on the training part alone:"),
      .code(Document.Code(steps.joined(separator: "\n"))),
    ]
  }

  private func columnBlocks(_ data: Dataset) -> [Document.Block] {
    let summaries: [ColumnSummary]
    do { summaries = try data.describe() } catch {
      let words = (error as? any ExplainedError)?.message ?? "\(error)"
      return [.paragraph(Document.Prose("The columns cannot be described: \(words)."))]
    }
    let shown = summaries.filter(\.isTarget) + summaries.filter { !$0.isTarget }.prefix(40)
    let left = summaries.count - shown.count
    return [
      .heading(level: 2, "Columns"),
      .table(Document.Table(columns: shown, leftOut: left)),
    ]
  }
}

extension Document.Table {
  /// The measures of columns, those that fit a page's width.
  fileprivate init(columns summaries: [ColumnSummary], leftOut: Int) {
    let rows = summaries.map { summary -> Row in
      let numbers = summary.numbers
      return Row([
        Cell(Document.Prose(summary.name), highlighted: summary.isTarget),
        Cell(summary.isTarget ? "target" : "feature"),
        Cell(Document.Prose("\(summary.missing)")), Cell(Document.Prose("\(summary.distinct)")),
        Cell(number(numbers?.mean)), Cell(number(numbers?.deviation)),
        Cell(number(numbers?.minimum)), Cell(number(numbers?.maximum)),
      ])
    }
    self.init(
      columns: [
        Column("column"), Column("role"), Column("missing", .number), Column("distinct", .number),
        Column("mean", .number), Column("std", .number), Column("min", .number),
        Column("max", .number),
      ],
      rows: rows,
      footnote: leftOut > 0 ? "\(counted(leftOut, "further feature")) not shown." : "")
  }
}

private func number(_ number: Double?) -> Document.Prose {
  Document.Prose(number.map { significantText($0, digits: 4) } ?? "")
}
