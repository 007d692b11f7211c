import Graphs
import Language
import Learning
import Tensors

/// What a loss and metrics say of predictions, ready to be shown.
struct ScoreOutcome {
  /// What the predictions are called.
  let part: String
  /// How many rows were judged.
  let rows: Int
  /// The loss as typed.
  let lossName: String?
  /// What its mean divides by, in words.
  let meanDividesBy: String
  /// What it came to.
  let loss: LossScore?
  /// What the metrics came to.
  let metrics: [MetricValue]
}

extension ScoreOutcome {
  /// The loss as named numbers: its value, or what its values span where they are not reduced.
  private var lossNumbers: [NamedNumber] {
    guard let loss else { return [] }
    guard loss.reduction == .none else {
      return [NamedNumber("loss", loss.value.values.first ?? 0)]
    }
    let values = loss.value.values
    return [
      NamedNumber("loss_min", values.min() ?? 0),
      NamedNumber("loss_mean", values.reduce(0, +) / Double(max(1, values.count))),
      NamedNumber("loss_max", values.max() ?? 0),
    ]
  }

  /// The outcome as an event.
  var event: EvaluateEvent {
    EvaluateEvent(
      part: part, rows: rows,
      metrics: lossNumbers
        + metrics.compactMap { metric in metric.value.map { NamedNumber(metric.name, $0) } })
  }

  /// The loss, the size of its gradient and the metrics.
  var table: Table {
    var lines = lossNumbers.map { (name: $0.name, value: Optional($0.value)) }
    if let loss { lines.append(("gradient norm", loss.gradientNorm)) }
    lines += metrics.map { ($0.name, $0.value) }
    return Table(
      title: "\(part), \(counted(rows, "row"))",
      columns: [.text(lossName ?? "metric"), .number("value", .significant(7))],
      rows: lines.map { [.text($0.name), .optional($0.value)] }, footnotes: footnotes)
  }

  private var footnotes: [String] {
    let undefined = metrics.compactMap { metric in
      metric.note.map { "\(metric.name) is undefined: \($0)" }
    }
    switch loss?.reduction {
    case .mean: return ["the mean divides by \(meanDividesBy)"] + undefined
    case .sum: return ["the sum over all rows"] + undefined
    case .some(.none): return ["not reduced; the gradient is that of the sum"] + undefined
    case nil: return undefined
    }
  }

  /// The parameters of the loss with the derivatives by them; nil where it has none.
  var parameterTable: Table? {
    guard let parameters = loss?.parameters, !parameters.isEmpty else { return nil }
    let rows = parameters.flatMap { parameter in
      zip(parameter.values, parameter.gradient).enumerated().map { index, pair -> [Table.Cell] in
        let name = parameter.values.count == 1 ? parameter.name : "\(parameter.name)[\(index)]"
        return [.text(name), .number(pair.0), .number(pair.1)]
      }
    }
    return Table(
      columns: [
        .text("parameter"), .number("value", .significant(7)),
        .number("gradient", .significant(7)),
      ], rows: rows)
  }
}

extension LossScore {
  /// The Euclidean length of the gradient, scaled so that no square overflows.
  var gradientNorm: Double {
    let largest = gradient.values.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * gradient.values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}
