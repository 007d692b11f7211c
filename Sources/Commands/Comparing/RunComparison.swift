import Language
import Learning

/// Runs side by side, a row each: the settings that differ, then what came out.
struct RunComparison {
  let runs: [Run]

  init(_ runs: [Run]) { self.runs = runs }

  /// One column of the comparison.
  private struct Line {
    var column: Table.Column
    var cells: [Table.Cell]
  }

  /// Settings that differ, then results, the best of each column marked.
  var table: Table {
    let lines =
      [Line(column: .text("run"), cells: runs.map { .text($0.name) })] + settings + results
    return Table(
      columns: lines.map(\.column),
      rows: runs.indices.map { row in lines.map { $0.cells[row] } },
      footnotes: ["* best of the column"])
  }

  private var settings: [Line] {
    let fields = runs.map(\.settings.fields)
    guard let first = fields.first else { return [] }
    return first.indices.filter { index in Set(fields.map { $0[index].value }).count > 1 }
      .map { index in
        Line(column: .text(first[index].name), cells: fields.map { .text($0[index].value) })
      }
  }

  private var results: [Line] {
    var lines = [
      line("epoch", \.keptEpochNumber, nil), line("loss", { $0.keptEpoch?.dataLoss }, .lower),
    ]
    if runs.contains(where: { !$0.settings.penalties.isEmpty }) {
      lines.append(line("penalty", { $0.keptEpoch?.penalty }, nil))
    }
    lines.append(line("validation loss", { $0.keptEpoch?.validationLoss }, .lower))
    let metrics = runs.flatMap { $0.keptEpoch?.metrics ?? [] }
    for name in metrics.map(\.name).unique {
      let higher = metrics.first { $0.name == name }?.largerIsBetter ?? true
      lines.append(
        line(
          "validation \(name)", { $0.keptEpoch?.metrics.first { $0.name == name }?.value },
          higher ? .higher : .lower))
    }
    return lines.compactMap { $0 }
  }

  private enum Better { case lower, higher }

  /// One number of each run, the best marked; nil when no run has it.
  ///
  /// Losses of different kinds are not compared: no mark when the runs' losses differ.
  private func line(_ name: String, _ value: (Run) -> Double?, _ better: Better?) -> Line? {
    let values = runs.map(value)
    guard values.contains(where: { $0 != nil }) else { return nil }
    let present = values.compactMap { $0 }.filter(\.isFinite)
    let losses = Set(runs.map { [$0.settings.loss, $0.settings.formula] })
    let isFair = !["loss", "validation loss"].contains(name) || losses.count == 1
    let best = better == .lower ? present.min() : present.max()
    let marked = isFair && better != nil && Set(present).count > 1
    let cells = values.map { value -> Table.Cell in
      guard let value else { return .none }
      let text = Table.NumberFormat.significant(4).text(of: value)
      return .text(marked && value == best ? "* " + text : text)
    }
    let isCount = name == "epoch"
    return Line(
      column: .number(name),
      cells: isCount ? values.map { $0.map { .formatted($0, .exact) } ?? .none } : cells)
  }
}

extension Run {
  fileprivate var keptEpochNumber: Double? { keptEpoch.map { Double($0.epoch) } }
}

extension Sequence where Element: Hashable {
  /// The elements in order, each once.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
