import Figures
import Language

extension Document.Table {
  /// A verb's table for the page.
  init(_ table: Table) {
    self.init(
      columns: table.columns.map { column in
        Column(Document.Prose(column.name), column.alignment == .left ? .text : .number)
      },
      rows: table.rows.map { cells in
        Row(
          table.columns.indices.map { index in
            let text =
              cells.indices.contains(index) ? table.columns[index].text(of: cells[index]) : ""
            return Cell(Document.Prose(text), highlighted: text.hasPrefix("* "))
          })
      },
      caption: Document.Prose(table.title),
      footnote: Document.Prose(table.footnotes.joined(separator: " ")))
  }
}
