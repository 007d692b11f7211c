import Graphs
import Language
import Learning
import Tensors

extension ScoreOutcome {
  /// The outcome as a value of the language: `r.loss`, `r.accuracy`, `r.gradient_norm`.
  var record: Record {
    var record = Record("score", [("part", .text(part)), ("rows", .number(Double(rows)))])
    if let loss {
      record["loss"] = loss.value.asValue
      record["value"] = loss.value.asValue
      record["loss_function"] = lossName.map(Value.text)
      record["gradient"] = loss.gradient.asValue
      record["gradient_norm"] = .number(loss.gradientNorm)
      if !loss.parameters.isEmpty { record["parameters"] = .record(loss.parameters.record) }
    }
    for metric in metrics { record[metric.name] = .optional(metric.value) }
    return record
  }
}

extension [ScoredParameter] {
  /// `parameters.alpha.value`, `parameters.alpha.gradient`.
  fileprivate var record: Record {
    let fields = map { parameter in
      let one = parameter.values.count == 1
      let numbers = { (values: [Double]) -> Value in
        one ? .number(values.first ?? .nan) : .list(values.map(Value.number))
      }
      return (
        key: parameter.name,
        value: Value.record(
          Record(
            "parameter",
            [
              ("value", numbers(parameter.values)), ("gradient", numbers(parameter.gradient)),
            ]))
      )
    }
    return Record("parameters", fields)
  }
}

/// The most numbers of an array that becomes a value of the language; larger ones go to files.
private let largestListedArray = 100_000

extension DoubleArray {
  /// A number, or lists in lists; `none` for an array better written to a file.
  fileprivate var asValue: Value {
    guard values.count <= largestListedArray else { return .none }
    return nested(axis: 0, from: 0)
  }

  private func nested(axis: Int, from start: Int) -> Value {
    guard axis < shape.rank else { return .number(values[start]) }
    let stride = shape.dimensions[(axis + 1)...].reduce(1, *)
    return .list((0..<shape[axis]).map { nested(axis: axis + 1, from: start + $0 * stride) })
  }
}
