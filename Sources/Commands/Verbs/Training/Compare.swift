import DataSources
import Language
import Learning

extension Verbs {
  /// `compare`, `compare plain regularised`.
  static let compare = Verb(
    "compare", group: "training", summary: "Set runs side by side: what differs, what came out",
    discussion: """
      Shows the settings in which the runs differ and the losses and metrics of the epoch each run \
      kept, the best of each line marked with *. Runs are judged on the validation part where there \
      is one; the test part is left for the end.
      """,
    parameters: [.variadic("runs", .name("run"), "the runs", defaultText: "all")],
    examples: [
      Example(
        "compare",
        after: irisModel + ["fit epochs=3 name=\"a\"", "add l2(1e-3)", "fit epochs=3 name=\"b\""],
        .contains(["a", "b", "penalties", "l2(0.001)", "loss"])),
      Example("compare", .fails("two runs")),
    ],
    searchTerms: ["difference", "versus", "side by side"],
    changesSession: false
  ) { context, arguments in
    let names = try arguments.texts("runs")
    let runs = try names.isEmpty
      ? context.session.runs
      : names.enumerated().map { index, name in
        do { return try context.session.requireRun(name) } catch {
          throw ArgumentProblem("runs", error, index: index)
        }
      }
    guard runs.count > 1 else { throw SessionError.tooFewRuns(count: runs.count) }
    let comparison = RunComparison(runs)
    context.emit(.table(comparison.table))
    return .list(runs.map { .record($0.record) })
  }
}

/// Runs side by side, one column each.
struct RunComparison {
  let runs: [Run]

  init(_ runs: [Run]) { self.runs = runs }

  /// Settings that differ, then results.
  var table: Table {
    Table(
      columns: [.text("")] + runs.map { .number($0.name) },
      rows: settings + results,
      footnotes: results.isEmpty ? [] : ["* best of the line"])
  }

  private var settings: [[Table.Cell]] {
    let fields = runs.map(\.settings.fields)
    guard let first = fields.first else { return [] }
    return first.indices.filter { index in Set(fields.map { $0[index].value }).count > 1 }
      .map { index in [.text(first[index].name)] + fields.map { .text($0[index].value) } }
  }

  private var results: [[Table.Cell]] {
    var rows = [
      line("epochs kept", \.keptEpochNumber, nil),
      line("loss", { $0.keptEpoch?.dataLoss }, .lower),
    ]
    if runs.contains(where: { !$0.settings.penalties.isEmpty }) {
      rows.append(line("penalty", { $0.keptEpoch?.penalty }, nil))
    }
    rows.append(line("validation loss", { $0.keptEpoch?.validationLoss }, .lower))
    let metrics = runs.flatMap { $0.keptEpoch?.metrics ?? [] }
    for name in metrics.map(\.name).unique {
      let higher = metrics.first { $0.name == name }?.largerIsBetter ?? true
      rows.append(
        line(
          "validation \(name)", { $0.keptEpoch?.metrics.first { $0.name == name }?.value },
          higher ? .higher : .lower))
    }
    return rows.compactMap { $0 }
  }

  private enum Better { case lower, higher }

  /// One number of each run, the best marked; nil when no run has it.
  ///
  /// Losses of different kinds are not compared: no mark when the runs' losses differ.
  private func line(
    _ name: String, _ value: (Run) -> Double?, _ better: Better?
  ) -> [Table.Cell]? {
    let values = runs.map(value)
    guard values.contains(where: { $0 != nil }) else { return nil }
    let present = values.compactMap { $0 }.filter(\.isFinite)
    let isFair = !name.hasSuffix("loss") || Set(runs.map(\.settings.loss)).count == 1
    let best = better == .lower ? present.min() : present.max()
    let marked = isFair && better != nil && Set(present).count > 1
    return [.text(name)] + values.map { value -> Table.Cell in
      guard let value else { return .none }
      let text = (better == nil ? Table.NumberFormat.exact : .significant(4)).text(of: value)
      return .text(marked && value == best ? "* " + text : text)
    }
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
