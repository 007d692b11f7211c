import Graphs
import Language
import Learning
import Tensors

extension ScoreOutcome {
  /// The rows with the largest loss; nil where the loss is reduced or there is but one row.
  func worstRows(_ input: ScoreInput) -> Table? {
    guard let loss, loss.reduction == .none, loss.rowValues.count > 1 else { return nil }
    let order = loss.rowValues.indices.sorted {
      loss.rowValues[$0] > loss.rowValues[$1]
        || loss.rowValues[$0] == loss.rowValues[$1] && $0 < $1
    }
    let targets = input.targetTexts(rows: loss.rowValues.count)
    let shown = order.prefix(5).map { row -> [Table.Cell] in
      [.formatted(Double(row + 1), .exact), .number(loss.rowValues[row])]
        + (targets.isEmpty ? [] : [.text(targets[row])])
    }
    return Table(
      title: "largest losses",
      columns: [.number("row", .exact), .number("loss", .significant(7))]
        + (targets.isEmpty ? [] : [.text("target")]), rows: shown)
  }
}

extension ScoreInput {
  /// A word per row for its target; none where a row's target is more than a number.
  fileprivate func targetTexts(rows: Int) -> [String] {
    switch targets {
    case .names(let names) where names.count == rows: names
    case .numbers(let numbers) where numbers.values.count == rows: numbers.values.map(numberText)
    default: []
    }
  }
}
