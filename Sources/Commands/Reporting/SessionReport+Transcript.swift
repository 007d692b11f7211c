import Figures
import Language

extension SessionReport {
  /// The session's prose and commands in order, with what they printed.
  var transcriptSection: [Document.Block] {
    // The line that asks for this report is left out: its file's name would make the bytes of the
    // same session depend on where they go.
    let cells = session.transcript.cells.filter {
      $0.number != cell || !$0.source.hasPrefix("report ")
    }
    guard !cells.isEmpty else { return [] }
    return [.heading(level: 1, "Session")] + cells.flatMap(blocks)
  }

  private func blocks(_ cell: Transcript.Cell) -> [Document.Block] {
    guard cell.number > 0 else { return Markdown.blocks(cell.source).map(\.belowSection) }
    let printed = cell.number == self.cell ? [] : cell.events.compactMap(Self.text)
    let source = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    let code = source.enumerated().map { index, line in
      Document.Code.Line(String(line), label: index == 0 ? "\(cell.number)" : "")
    }
    let output = printed.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    let lines = printed.isEmpty ? [] : output.map { Document.Code.Line(String($0), muted: true) }
    return [.code(Document.Code(lines: code + lines))]
  }

  /// What an event printed, without anything that depends on the clock.
  private static func text(_ event: Event) -> String? {
    switch event {
    case .text(let text): text
    case .table(let table): PlainTable(table.withoutTimes, width: 84).text
    case .check(let check): check.text
    case .plan(let plan): PlainTable(plan.table(withTimes: false), width: 84).text
    case .fit(let fit):
      fit.sentence(withTime: false)
    case .notice(let text): "note: \(text)"
    case .warning(let text): "warning: \(text)"
    case .value(let value): value.text
    case .error(let diagnostic): diagnostic.message
    case .figure(let path), .report(let path): "written: \(path)"
    default: nil
    }
  }
}

extension Document.Block {
  /// A block of prose whose headings stand below the section's.
  fileprivate var belowSection: Document.Block {
    guard case .heading(let level, let text, let anchor) = self else { return self }
    return .heading(level: min(3, level + 1), text, anchor: anchor)
  }
}

extension Table {
  /// The table without a column of times.
  fileprivate var withoutTimes: Table {
    guard let index = columns.firstIndex(where: { $0.name == "time" }) else { return self }
    var copy = self
    copy.columns.remove(at: index)
    copy.rows = rows.map { row in
      var row = row
      if row.indices.contains(index) { row.remove(at: index) }
      return row
    }
    return copy
  }
}
