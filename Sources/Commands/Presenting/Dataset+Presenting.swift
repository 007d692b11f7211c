import DataSources
import Language

extension Dataset {
  /// What was read, in one sentence: "iris: 150 rows, 4 features, target species (3 classes)".
  var sentence: String {
    let shape = rowShape.map { "\($0)" }.joined(separator: " x ")
    let features =
      featureColumns.isEmpty
      ? "rows of \(shape)" : counted(featureColumns.count, "feature")
    let target =
      targetNames.isEmpty
      ? "no target" : ["target", targetLabel].joined(separator: " ") + targetNote
    return "\(name): \(counted(rowCount, "row")), \(features), \(target)" + extraNote + fileNote
  }

  /// The further arrays and where they come from: ", weights flipper_length_mm".
  private var extraNote: String {
    // The lengths of recordings and transcripts come with them.
    let named = labelUnit == nil ? extras : extras.filter { !$0.key.hasSuffix("_lengths") }
    return named.sorted { $0.key < $1.key }.map { name, source in
      switch source {
      case .column(let column): ", \(name) \(column)"
      case .array(let array): ", \(name) \(array.shape.map(String.init).joined(separator: " x "))"
      }
    }.joined()
  }

  /// The names of the targets; nothing for an array's, which has no name of its own.
  private var targetLabel: String {
    targetNames == ["target"] ? "" : list(targetNames)
  }

  private var targetNote: String {
    if let labelNames, let labelUnit { return labelNote(labelNames, labelUnit) }
    guard hasClassTarget, let column = targetColumns.first else { return "" }
    let classes = DistinctValues(column, rows: Array(0..<rowCount)).names
    let isPlain = classes == classes.indices.map { "\($0)" }
    let mapping =
      isPlain
      ? classes : classes.enumerated().map { column.isText ? "\($0) \($1)" : "\($1) as \($0)" }
    let names = classes.count <= 10 ? ": " + mapping.joined(separator: ", ") : ""
    return (targetLabel.isEmpty ? "" : " ")
      + "(\(counted(classes.count, "class", plural: "classes"))\(names))"
  }

  /// " (sequences of 11 classes: 0 the blank, 1 eight, ...)".
  private func labelNote(_ names: [String], _ unit: LabelUnit) -> String {
    let classes = names.enumerated().map { $0 == 0 ? "0 the blank" : "\($0) \($1)" }
    let shown = names.count <= 12 ? ": " + classes.joined(separator: ", ") : ""
    return " as \(unit.rawValue) (\(grouped(names.count)) classes\(shown))"
  }

  private var fileNote: String {
    let parts = self.parts.present
    guard parts != [.train] else { return "" }
    return "; " + list(parts.map { "\($0) \(grouped(self.parts[$0].count))" })
  }

  /// The data set as a value of the language.
  var record: Record {
    Record(
      "data",
      [
        "name": .text(name), "rows": .number(Double(rowCount)),
        "columns": .list(columnNames.map(Value.text)),
        "target": .list(targetNames.map(Value.text)),
        "train": .number(Double(parts.train.count)),
        "validation": .number(Double(parts.validation.count)),
        "test": .number(Double(parts.test.count)),
      ])
  }

  /// The rows of each part, by class where the target has classes.
  var partsTable: Table {
    let classes = classNames
    let rows = parts.present.map { part -> [Table.Cell] in
      let counts = classCounts(part)
      return [.text("\(part)"), .formatted(Double(parts[part].count), .exact)]
        + counts.map { .formatted(Double($0), .exact) }
    }
    return Table(
      columns: [.text("part"), .number("rows", .exact)]
        + classes.map { .number($0, .exact) }, rows: rows)
  }

  /// The classes of the target in order, where it has some and at most 12.
  var classNames: [String] {
    guard hasClassTarget, let column = targetColumns.first else { return [] }
    let names = DistinctValues(column, rows: Array(0..<rowCount)).names
    return names.count <= 12 ? names : []
  }

  /// Rows of each class in a part.
  func classCounts(_ part: Part) -> [Int] {
    let classes = classNames
    guard !classes.isEmpty, let column = targetColumns.first else { return [] }
    var counts: [String: Int] = [:]
    for row in parts[part] { counts[column.cell(row) ?? "", default: 0] += 1 }
    return classes.map { counts[$0] ?? 0 }
  }

  /// The first rows as they were read.
  func firstRows(_ count: Int) -> Table {
    let columns = featureColumns + targetColumns
    let cells = (0..<count).map { row in columns.map { Table.Cell($0.cell(row)) } }
    guard case .array(let array, _) = content else {
      return Table(columns: columns.map { .init($0) }, rows: cells)
    }
    let shape = array.rowShape.map { "\($0)" }.joined(separator: " x ")
    return Table(
      columns: [.number("row", .exact)] + columns.map { .init($0) },
      rows: cells.enumerated().map { [.formatted(Double($0 + 1), .exact)] + $1 },
      footnotes: ["each row is an array of \(shape) numbers"])
  }
}

extension Table.Cell {
  /// A cell read from a file; missing ones are marked.
  fileprivate init(_ cell: String?) { self = .text(cell ?? "—") }
}

extension Table.Column {
  fileprivate init(_ column: DataSources.Column) {
    self = column.isText ? .text(column.name) : .number(column.name)
  }
}

extension Value {
  /// A number, or `none`.
  static func optional(_ number: Double?) -> Value { number.map(Value.number) ?? .none }
}

/// "1 row", "2 rows", "1,234 rows".
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  grouped(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
}

/// A whole number with its thousands apart.
func grouped(_ number: Int) -> String {
  let digits = Array("\(number.magnitude)")
  let groups = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return (number < 0 ? "-" : "") + groups.joined()
}
