/// A piece of a page that is never cut: one line, a table's row, a figure with its caption.
struct Strip: Sendable {
  var height: Double
  /// Items with x on the page and y from the strip's top.
  var items: [Document.Item] = []
  /// Room wanted above and below; of two strips' wishes the greater counts.
  var gapBefore = 0.0
  var gapAfter = 0.0
  /// Whether the next strip must stand on the same page.
  var keepsWithNext = false
  /// Whether it must be the first on its page.
  var startsPage = false
  /// What is set again above it when it is the first on a page: the header of its table.
  var resumption: [Strip] = []
  /// Room its backgrounds take below it when the next strip begins a page.
  var breakPadding = 0.0
  /// Backgrounds it lies in, outermost first.
  var panels: [Panel] = []
  /// The outline's entry, for a heading's first line.
  var outline: Document.OutlineEntry?

  init(height: Double, items: [Document.Item] = []) {
    self.height = height
    self.items = items
  }
}

/// A background common to strips that follow each other.
struct Panel: Hashable, Sendable {
  var id: Int
  var column: Column
  var color: Color
}

extension [Strip] {
  /// Room wanted above the first and below the last.
  mutating func setGaps(before: Double, after: Double) {
    guard !isEmpty else { return }
    self[0].gapBefore = Swift.max(self[0].gapBefore, before)
    self[count - 1].gapAfter = Swift.max(self[count - 1].gapAfter, after)
  }

  /// Keeps the first two and the last two together: no line stands alone on a page.
  mutating func keepEnds() {
    guard count > 1 else { return }
    self[0].keepsWithNext = true
    self[count - 2].keepsWithNext = true
  }

  /// Keeps all together.
  mutating func keepAll() {
    for index in indices.dropLast() { self[index].keepsWithNext = true }
  }

  /// All below one another as one strip, which is then never cut.
  func joined() -> Strip {
    var whole = Strip(height: 0)
    for (index, strip) in enumerated() {
      if index > 0 { whole.height += Swift.max(self[index - 1].gapAfter, strip.gapBefore) }
      whole.items += strip.items.map { $0.moved(down: whole.height) }
      whole.height += strip.height
    }
    return whole
  }
}
