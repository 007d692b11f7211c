import Figures
import Learning

extension SessionFigures {
  /// What losses make of one number: how much they punish it, and beside that how hard they pull.
  static func lossShape(_ shapes: [LossShape], title: String? = nil) -> SmallMultiples {
    let horizontal = shapes.first?.horizontalTitle ?? ""
    return SmallMultiples(
      title: title ?? (shapes.count == 1 ? "Shape of \(shapes[0].name)" : "Shapes of losses"),
      cell: Size(380, 300),
      [
        panel("value", horizontal, shapes) { $0.value },
        panel("gradient", horizontal, shapes) { $0.slope },
      ])
  }

  private static func panel(
    _ vertical: String, _ horizontal: String, _ shapes: [LossShape],
    _ value: (LossShape.Place) -> Double
  ) -> LineChart {
    LineChart(
      title: "", xTitle: horizontal, yTitle: vertical,
      series: shapes.map { shape in
        LineChart.Series(
          shapes.count == 1 ? "" : shape.name, shape.places.map { DataPoint($0.x, value($0)) })
      }, verticalScale: .linear)
  }
}

extension LossShape {
  /// What the horizontal axis counts.
  fileprivate var horizontalTitle: String {
    switch axis {
    case .residual: "prediction minus target" + (target == 0 ? "" : ", the target being 1")
    case .margin: "logit of what is true"
    }
  }
}
