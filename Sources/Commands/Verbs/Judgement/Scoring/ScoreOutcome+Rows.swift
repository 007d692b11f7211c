import Graphs
import Language
import Learning
import Tensors

extension ScoreOutcome {
  /// The rows with the largest loss; nil where the loss is reduced or there is but one row.
  func worstRows(_ input: ScoreInput) -> Table? {
    guard let loss, loss.reduction == .none, loss.rowValues.count > 1 else { return nil }
    let target = input.targetText(rows: loss.rowValues.count)
    let rows = loss.rowValues.largest(5).map { row -> [Table.Cell] in
      [.formatted(Double(row + 1), .exact), .number(loss.rowValues[row])]
        + (target.map { [.text($0(row))] } ?? [])
    }
    return Table(
      title: "largest losses",
      columns: [.number("row", .exact), .number("loss", .significant(7))]
        + (target == nil ? [] : [.text("target")]), rows: rows)
  }
}

extension [Double] {
  /// The positions of the largest numbers, largest first, the first of equals first.
  fileprivate func largest(_ count: Int) -> [Int] {
    var found: [Int] = []
    for (position, value) in enumerated() {
      if found.count == count, let last = found.last, !(value > self[last]) { continue }
      let place = found.firstIndex { value > self[$0] } ?? found.count
      found.insert(position, at: place)
      if found.count > count { found.removeLast() }
    }
    return found
  }
}

extension ScoreInput {
  /// A word for the target of a row; nil where that is more than a number.
  fileprivate func targetText(rows: Int) -> ((Int) -> String)? {
    switch targets {
    case .names(let names) where names.count == rows: { names[$0] }
    case .numbers(let numbers) where numbers.values.count == rows:
      {
        numberText(numbers.values[$0])
      }
    default: nil
    }
  }
}
