import Tensors

extension TargetReader {
  /// The blank and the labels of some rows, where the target is a text of labels.
  func labelClasses(_ rows: [Int]) throws -> DistinctValues? {
    guard let labelUnit, let column = columns.first else { return nil }
    return labelUnit.classes(of: column, rows: rows)
  }

  /// The numbers of the labels of some rows, [rows, longest], 0 behind the last; nil where the
  /// target is no text of labels.
  ///
  /// The longest of all rows counts, so that every part has the same shape.
  func labels(_ rows: [Int], _ part: Part) throws -> Tensor? {
    guard let labelUnit, let classes, let column = columns.first else { return nil }
    let names = classes.names
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let longest = (0..<column.count).map { labelUnit.labels(of: column.cell($0) ?? "").count }.max()
    let width = max(1, longest ?? 1)
    var tensor = Tensor(zeros: [rows.count, width])
    for (index, row) in rows.enumerated() {
      for (place, label) in labelUnit.labels(of: column.cell(row) ?? "").enumerated() {
        guard let number = numbers[label] else {
          throw DataError.unknownLabel(
            label: label, row: row + 1, part: part.rawValue, classes: Array(names.dropFirst()))
        }
        tensor[index * width + place] = Float(number)
      }
    }
    return tensor
  }
}
