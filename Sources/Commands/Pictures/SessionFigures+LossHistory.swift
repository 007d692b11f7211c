import Figures
import Language
import Learning

extension SessionFigures {
  /// What the losses of runs learned, epoch by epoch: a panel for each parameter.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when no loss learned anything.
  static func lossParameters(_ runs: [Run], title: String? = nil) throws -> any Figure {
    let names = runs.flatMap { $0.history.last?.lossParameters.map(\.name) ?? [] }.unique
    let panels = names.map { name in
      LineChart(
        title: "", yTitle: name,
        series: runs.flatMap { run in
          run.series(of: name, prefix: runs.count > 1 ? run.name : "")
        })
    }
    guard !panels.isEmpty else {
      throw SessionError.unsuitablePlot(
        "loss_parameters", reason: "the loss of \(list(runs.map(\.name))) learns nothing",
        instead: "loss adaptive, or loss uncertainty(mse, mae), then fit")
    }
    return grid(panels, title: title ?? "What the loss learned" + ofOne(runs))
  }

  /// The parts of the sums of losses of runs, epoch by epoch, before their factors: a panel for each
  /// run.
  ///
  /// - Throws: `SessionError.unsuitablePlot` when no loss is a sum.
  static func lossParts(_ runs: [Run], title: String? = nil) throws -> any Figure {
    let panels = runs.filter { $0.history.last?.parts.isEmpty == false }.map { run in
      LineChart(
        title: run.name, yTitle: "loss before its factor",
        series: (run.history.last?.parts ?? []).map(\.name).map { name in
          LineChart.Series(
            name,
            run.history.map { report in
              (report.epoch, report.parts.first { $0.name == name }?.value ?? .nan)
            })
        })
    }
    guard !panels.isEmpty else {
      throw SessionError.unsuitablePlot(
        "loss_parts", reason: "the loss of \(list(runs.map(\.name))) is no sum of losses",
        instead: "loss mse + 0.5 * mae, then fit")
    }
    return grid(panels, title: title ?? "Parts of the loss" + ofOne(runs))
  }

  private static func ofOne(_ runs: [Run]) -> String {
    runs.count == 1 ? ", \(runs[0].name)" : ""
  }

  /// One chart under the title, or several side by side.
  private static func grid(_ panels: [LineChart], title: String) -> any Figure {
    guard panels.count == 1, var panel = panels.first else {
      return SmallMultiples(title: title, cell: Size(340, 260), panels)
    }
    panel.title = title
    return panel
  }
}

extension Run {
  /// A learned parameter by epoch, a line for each of its numbers.
  fileprivate func series(of name: String, prefix: String) -> [LineChart.Series] {
    let learned = history.map { report in
      (report.epoch, report.lossParameters.first { $0.name == name }?.values ?? [])
    }
    let count = learned.map(\.1.count).max() ?? 0
    return (0..<count).map { index in
      let number = count > 1 ? "[\(index)]" : ""
      let label = prefix.isEmpty ? (count > 1 ? name + number : "") : prefix + number
      return LineChart.Series(
        label, learned.map { ($0.0, $0.1.indices.contains(index) ? $0.1[index] : .nan) })
    }
  }
}
