import Language
import Learning

extension Verbs {
  /// `runs`.
  static let runs = Verb(
    "runs", group: "training", summary: "List the fits so far",
    examples: [Example("runs", after: irisModel + ["fit epochs=3"], .contains(["run1", "3"]))],
    searchTerms: ["fits", "experiments", "history"],
    changesSession: false
  ) { context, _ in
    let runs = context.session.runs
    if runs.isEmpty {
      context.emit(.text("no runs yet"))
    } else {
      context.emit(.table(Table(runs: runs)))
    }
    return .list(runs.map { .record($0.record) })
  }
}

extension Table {
  /// Runs with what they came to, a row each.
  init(runs: [Run]) {
    let hasValidation = runs.contains { $0.keptEpoch?.validationLoss != nil }
    let hasPenalty = runs.contains { !$0.settings.penalties.isEmpty }
    var columns: [Column] = [.text("run"), .number("epochs", .exact), .number("loss")]
    if hasPenalty { columns.append(.number("penalty")) }
    if hasValidation { columns.append(.number("validation loss")) }
    columns += [.text("ended"), .number("time", .exact)]
    let rows = runs.map { run -> [Cell] in
      let kept = run.keptEpoch
      var cells: [Cell] = [.text(run.name), .formatted(Double(run.history.count), .exact)]
      cells.append(.optional(kept?.dataLoss))
      if hasPenalty { cells.append(.optional(kept?.penalty)) }
      if hasValidation { cells.append(.optional(kept?.validationLoss)) }
      cells += [.text(run.reasonSentence), .text(Duration.text(seconds: run.seconds))]
      return cells
    }
    self.init(columns: columns, rows: rows)
  }
}

extension Table.Cell {
  /// A number in the column's format, or an empty cell.
  static func optional(_ number: Double?) -> Table.Cell { number.map(Table.Cell.number) ?? .none }
}

extension Run {
  /// Why it ended and which epoch was kept.
  var reasonSentence: String {
    reason.words + (bestEpoch.map { ", epoch \($0) kept" } ?? "")
  }
}
