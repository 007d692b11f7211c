/// What a piece's columns hold that is no number: how often, and where first.
struct TextNotes {
  struct Note {
    var count = 0
    /// Counted from the piece's first row.
    var firstRow: Int
    let firstText: String
  }

  private(set) var notes: [Int: Note] = [:]
  /// The columns noted in the row that is being read.
  private var ofRow: [Int] = []

  mutating func beginRow() { if !ofRow.isEmpty { ofRow.removeAll(keepingCapacity: true) } }

  mutating func note(column: Int, row: Int, _ text: () -> String) {
    ofRow.append(column)
    notes[column, default: Note(firstRow: row, firstText: text())].count += 1
  }

  /// Takes back the notes of the row that was begun last.
  mutating func dropRow() {
    for column in ofRow {
      notes[column]?.count -= 1
      if notes[column]?.count == 0 { notes[column] = nil }
    }
    ofRow = []
  }
}
