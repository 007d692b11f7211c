/// Where the columns of a table lie: each as wide as it wants if the page allows it.
struct TableColumns {
  /// One column in its place.
  struct Column {
    let index: Int
    let alignment: Document.Table.Column.Alignment
    var x = 0.0
    var width = 0.0
    /// Width of the longest fraction, for decimal columns; what a figure has less it stands inwards.
    var fraction = 0.0
    /// Room for the widest mark before a text; 0 without marks.
    var badge = 0.0
    /// Width of a digit and of a decimal point.
    var digit = 0.0
    var point = 0.0

    func inset(for string: String) -> Double {
      guard alignment == .decimal, fraction > 0 else { return 0 }
      return max(0, fraction - fractionWidth(of: string))
    }

    /// Every figure is of one width, so a fraction is as wide as its digits are many.
    func fractionWidth(of string: String) -> Double {
      guard let dot = string.lastIndex(of: ".") else { return 0 }
      return point + digit * Double(string[dot...].count - 1)
    }
  }

  private(set) var columns: [Column]
  private(set) var scale = 1.0
  let left: Double
  private(set) var width: Double
  private static let gap = 16.0
  /// Text is set smaller before numbers are broken.
  private static let scales = [1.0, 0.88, 0.76]

  init(_ table: Document.Table, in place: Place, _ flow: Flow) {
    left = place.wide.x
    width = place.wide.width
    columns = table.columns.enumerated().map { Column(index: $0, alignment: $1.alignment) }
    guard !columns.isEmpty else { return }
    let natural = measure(table, flow)
    let gaps = Self.gap * Double(columns.count - 1)
    scale = chooseScale(natural, room: width - gaps)
    let wanted = natural.map { $0 * scale + 0.5 }
    for index in columns.indices {
      columns[index].fraction *= scale
      columns[index].digit *= scale
      columns[index].point *= scale
    }
    let total = wanted.reduce(0, +) + gaps
    if total <= width {
      width = Self.gridWidth(holding: total, place, flow.grid)
      put(wanted, gap: Self.gap, extra: width - total)
    } else {
      let gap = min(Self.gap, width * 0.3 / Double(columns.count))
      let room = width - gap * Double(columns.count - 1)
      put(Self.shared(room, among: wanted), gap: gap, extra: 0)
    }
  }

  func scaled(_ style: SetStyle) -> SetStyle { scale == 1 ? style : style.scaled(scale) }

  /// The style of a cell: what is set off is heavier as well as tinted, to be seen in grey too.
  func style(
    of cell: Document.Table.Cell, in row: Document.Table.Row, _ flow: Flow
  ) -> SetStyle {
    let style = scaled(flow.type.table)
    return cell.isHighlighted || row.isHighlighted ? style.weighted(.semibold) : style
  }

  /// The width each column would like, and the fractions of the decimal ones.
  private mutating func measure(_ table: Document.Table, _ flow: Flow) -> [Double] {
    let digit = flow.typesetter.set("0", flow.type.table).width
    let point = flow.typesetter.set("0.0", flow.type.table).width - 2 * digit
    var natural = columns.map { column in
      flow.typesetter.set(table.columns[column.index].title, flow.type.tableHeader).width
    }
    var whole = columns.map { _ in 0.0 }
    var widest = whole
    for index in columns.indices {
      columns[index].digit = digit
      columns[index].point = point
    }
    for row in table.rows {
      for (index, cell) in row.cells.prefix(columns.count).enumerated() {
        let text = flow.typesetter.set(cell.text, style(of: cell, in: row, flow))
        let badge = cell.verdict.map { flow.badge($0).width + 6 } ?? 0
        columns[index].badge = max(columns[index].badge, badge)
        widest[index] = max(widest[index], text.width)
        let fraction = columns[index].fractionWidth(of: cell.text.string)
        columns[index].fraction = max(columns[index].fraction, fraction)
        whole[index] = max(whole[index], text.width - fraction)
      }
    }
    for index in columns.indices {
      let isDecimal = columns[index].alignment == .decimal
      let text = isDecimal ? whole[index] + columns[index].fraction : widest[index]
      natural[index] = max(natural[index], text + columns[index].badge)
    }
    return natural
  }

  /// The first scale at which the numbers leave text a third of the room.
  private func chooseScale(_ natural: [Double], room: Double) -> Double {
    let hasText = columns.contains { $0.alignment == .text }
    let numbers = columns.filter { $0.alignment != .text }.map { natural[$0.index] }.reduce(0, +)
    let all = natural.reduce(0, +)
    let fits = Self.scales.first { all * $0 <= room || numbers * $0 <= room * (hasText ? 0.67 : 1) }
    return fits ?? Self.scales[Self.scales.count - 1]
  }

  /// The least number of grid columns that hold the table: its rules end where others end.
  private static func gridWidth(holding total: Double, _ place: Place, _ grid: PageGrid) -> Double {
    let widths = [6, 8, 10].map { grid.width(columns: $0) }
    return widths.first { $0 >= total && $0 <= place.wide.width } ?? place.wide.width
  }

  /// What each column gets of too little room: those that want less than an equal share get what
  /// they want, the others share the rest.
  private static func shared(_ room: Double, among wanted: [Double]) -> [Double] {
    var widths = wanted.map { _ in 0.0 }
    var room = room
    var left = wanted.count
    for index in wanted.indices.sorted(by: { wanted[$0] < wanted[$1] }) {
      widths[index] = min(wanted[index], room / Double(left))
      room -= widths[index]
      left -= 1
    }
    return widths
  }

  private mutating func put(_ widths: [Double], gap: Double, extra: Double) {
    let share = extra / Double(columns.count)
    var x = left
    for index in columns.indices {
      columns[index].x = x
      columns[index].width = widths[index] + share
      x += columns[index].width + gap
    }
  }
}
