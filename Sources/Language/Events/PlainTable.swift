/// Lays a table out as lines of plain text: columns two spaces apart, aligned by what the terminal
/// shows (CJK characters are two columns wide), headings underlined.
///
/// When the lines would be wider than `width`, long texts are cut with "…" first, down to twelve
/// columns; then columns are left out from the right, and a line under the table names them.
public struct PlainTable {
  private static let gap = "  "
  private static let narrowestText = 12

  /// The lines, none of them ending in spaces.
  public let lines: [String]

  /// Lays out `table` in at most `width` terminal columns; nil for any width.
  public init(_ table: Table, width: Int? = nil) {
    let cells = table.rows.map { row in
      table.columns.indices.map { $0 < row.count ? table.columns[$0].text(of: row[$0]) : "" }
    }
    var widths = table.columns.indices.map { index in
      ([table.columns[index].name] + cells.map { $0[index] }).map { displayWidth($0) }.max() ?? 0
    }
    var hidden: [String] = []
    if let width {
      PlainTable.narrow(&widths, table.columns, to: width)
      hidden = PlainTable.dropColumns(&widths, table.columns, to: width)
    }
    lines = PlainTable.lines(table, cells, widths, hidden)
  }

  /// The lines joined.
  public var text: String { lines.joined(separator: "\n") }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + max(0, widths.count - 1) * gap.count
  }

  /// Takes columns from the widest text column until all fits or none can give more.
  private static func narrow(_ widths: inout [Int], _ columns: [Table.Column], to width: Int) {
    while total(widths) > width {
      let texts = widths.indices.filter {
        columns[$0].alignment == .left && widths[$0] > narrowestText
      }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return }
      let others = texts.filter { $0 != widest }.map { widths[$0] }.max() ?? narrowestText
      let excess = total(widths) - width
      widths[widest] -= max(1, min(excess, widths[widest] - max(others, narrowestText)))
    }
  }

  private static func dropColumns(
    _ widths: inout [Int], _ columns: [Table.Column], to width: Int
  ) -> [String] {
    var hidden: [String] = []
    while total(widths) > width, widths.count > 1 {
      hidden.insert(columns[widths.count - 1].name, at: 0)
      widths.removeLast()
    }
    return hidden
  }

  private static func lines(
    _ table: Table, _ cells: [[String]], _ widths: [Int], _ hidden: [String]
  ) -> [String] {
    var lines = table.title.isEmpty ? [] : [table.title]
    let headings = table.columns.map(\.name)
    if headings.contains(where: { !$0.isEmpty }) {
      lines.append(line(headings, table.columns, widths))
      lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: gap))
    }
    lines += cells.map { line($0, table.columns, widths) }
    if !hidden.isEmpty { lines.append("… and \(hidden.joined(separator: ", "))") }
    return lines + table.footnotes
  }

  private static func line(_ cells: [String], _ columns: [Table.Column], _ widths: [Int]) -> String
  {
    let padded = widths.indices.map { index in
      let text = cut(cells[index], to: widths[index])
      let space = String(repeating: " ", count: max(0, widths[index] - displayWidth(text)))
      return columns[index].alignment == .left ? text + space : space + text
    }
    let line = padded.joined(separator: gap)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var used = 1
    let kept = text.prefix {
      used += displayWidth($0)
      return used <= width
    }
    return kept + "…"
  }
}

extension Table.Column {
  /// A cell of this column as text, on one line.
  public func text(of cell: Table.Cell) -> String {
    switch cell {
    case .none: ""
    case .text(let text): String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    case .number(let number): format.text(of: number)
    case .formatted(let number, let format): format.text(of: number)
    }
  }
}

extension Table.NumberFormat {
  /// A number in this format.
  public func text(of number: Double) -> String {
    switch self {
    case .exact: numberText(number)
    case .decimals(let places): fixedText(number, places: places)
    case .significant(let digits): significantText(number, digits: digits)
    case .percent(let places):
      number.isFinite ? fixedText(number * 100, places: places) + " %" : numberText(number)
    }
  }
}
