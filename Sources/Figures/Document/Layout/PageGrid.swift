/// The grid every page is built on: twelve columns between the margins of an A4 sheet.
struct PageGrid: Sendable {
  static let columns = 12
  static let gutter = 12.0

  let size = Size.a4
  /// Where blocks stand; header and footer lie outside.
  let content = Rect(size: .a4).inset(left: 62, top: 66, right: 62, bottom: 72)

  /// Lines of prose are this wide: some 75 letters, the most that is read with ease.
  var prose: Column { Column(x: content.x, width: width(columns: 10)) }
  /// Tables, figures and code may take the whole width.
  var full: Column { Column(x: content.x, width: content.width) }

  /// Top of the line that repeats the title.
  let headerTop = 34.0
  /// Top of the line with the page's number.
  var footerTop: Double { size.height - 46 }

  /// Width of some columns with the gutters between them.
  func width(columns: Int) -> Double {
    let column = (content.width - Self.gutter * Double(Self.columns - 1)) / Double(Self.columns)
    return column * Double(columns) + Self.gutter * Double(columns - 1)
  }
}

/// A strip of the page from top to bottom in which blocks are set.
struct Column: Hashable, Sendable {
  var x: Double
  var width: Double

  /// The column without its left and right edge.
  func inset(left: Double, right: Double = 0) -> Column {
    Column(x: x + left, width: max(1, width - left - right))
  }

  /// Equal columns beside each other.
  func split(_ count: Int, gutter: Double) -> [Column] {
    let own = max(1, (width - gutter * Double(count - 1)) / Double(max(1, count)))
    return (0..<max(1, count)).map { Column(x: x + Double($0) * (own + gutter), width: own) }
  }
}
