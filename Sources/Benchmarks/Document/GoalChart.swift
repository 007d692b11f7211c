import Figures

/// How much of each goal is used up, as lying bars beside the line where it would be just met.
struct GoalChart: Figure {
  /// The rows to show, each with a share of its goal.
  let rows: [Row]

  let title = "Share of each goal that is used up"
  var alternative: String { chart.alternative }
  var preferredSize: Size { Size(680, 84 + Double(rows.count) * 20) }

  func draw(on canvas: any Canvas, in rect: Rect, theme: Theme) {
    chart.draw(on: canvas, in: rect, theme: theme)
  }

  private var chart: BarChart {
    BarChart(
      title: title, xTitle: "measured over goal", parts: ["met", "missed"],
      bars: rows.map { row in
        let share = row.shareOfGoal ?? 0
        return BarChart.Bar(
          name(row), share <= 1 ? [share, 0] : [0, share], label: label(row))
      }, reference: ChartEvent(1, "goal"))
  }

  private func name(_ row: Row) -> String {
    row.short + (row.theirs.map { ", \($0.peer.title)" } ?? "")
  }

  private func label(_ row: Row) -> String {
    let measured =
      row.ratioOfMinima.map(ratio)
      ?? row.quantity.text(row.quantity == .seconds ? row.ours.minimum : row.ours.median)
    switch row.goal {
    case .share(let share, _): return "\(measured) of \(ratio(share))"
    case .limit(let limit): return "\(measured) of \(row.quantity.text(limit))"
    case nil: return measured
    }
  }
}
