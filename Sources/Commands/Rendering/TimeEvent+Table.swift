import Language
import Timing

extension TimeEvent {
  /// Where the time went as a table; the title alone where nothing is known of the parts.
  var table: Table {
    var rows: [[Table.Cell]] = []
    list(shownParts, within: seconds, depth: 0, &rows)
    let isSampled = rows.contains { row in
      if case .text(let text) = row[2] { text.hasPrefix("≈") } else { false }
    }
    return Table(
      title: title,
      columns: rows.isEmpty
        ? []
        : [
          .text("part"), .number("times", .exact), .number("time", .exact),
          .number("share", .percent(1)),
        ],
      rows: rows,
      footnotes: isSampled ? ["≈ reckoned from steps taken with clocks, one in 16"] : [])
  }

  /// The names of the parts alone, a line each: what does not depend on the clock.
  var outline: String {
    func lines(_ parts: [TimedPart], _ depth: Int) -> [String] {
      parts.flatMap { part in
        [String(repeating: "  ", count: depth) + part.name] + lines(part.parts, depth + 1)
      }
    }
    return (["took"] + lines(shownParts, 1)).joined(separator: "\n")
  }

  private var title: String {
    let memory = peakGrowth > 0 ? "\(bytesText(peakGrowth)) more" : "no more"
    return "took \(Duration.shortText(seconds: seconds)); processor time "
      + "\(Duration.shortText(seconds: processorSeconds)), \(memory) memory at the peak"
  }

  /// The parts of a verb that stands alone, whose line would only repeat the title.
  private var shownParts: [TimedPart] {
    guard parts.count == 1, parts[0].count == 1 else { return parts }
    return parts[0].parts
  }

  /// Parts too short to matter are left to the rest.
  private func list(
    _ parts: [TimedPart], within whole: Double, depth: Int, _ rows: inout [[Table.Cell]]
  ) {
    let shown = parts.filter { $0.seconds >= 0.002 * seconds }
    guard !shown.isEmpty else { return }
    let indent = String(repeating: "  ", count: depth)
    for part in shown {
      rows.append(
        row(indent + part.name, part.count, part.seconds, mark: part.isSampled ? "≈ " : ""))
      list(part.parts, within: part.seconds, depth: depth + 1, &rows)
    }
    let rest = whole - shown.reduce(0) { $0 + $1.seconds }
    if rest >= 0.002 * seconds { rows.append(row(indent + "rest", nil, rest)) }
  }

  private func row(
    _ name: String, _ count: Int?, _ part: Double, mark: String = ""
  ) -> [Table.Cell] {
    [
      .text(name), count.map { .text(grouped($0)) } ?? .none,
      .text(mark + Duration.shortText(seconds: part)), .number(seconds > 0 ? part / seconds : 0),
    ]
  }
}
