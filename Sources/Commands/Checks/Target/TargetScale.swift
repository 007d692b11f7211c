import DataSources
import Glibc
import Learning
import Tensors

extension DataCheck {
  /// Whether a target that is a number is of a size a model begins near.
  ///
  /// The outputs of a fresh model are about 1; an optimizer moves them by a learning rate at a
  /// time, and squared errors grow with the square of the distance.
  static let targetScale = DataCheck(
    "target_scale", "whether the numbers of the target are of a size a model begins near"
  ) { data in
    guard let prepared = try? data.prepared.get(),
      case .numbers(let numbers)? = prepared.parts[.train]?.targets
    else { return nil }
    let columns = numbers.momentsOfColumns
    let far = columns.indices.max { columns[$0].size < columns[$1].size } ?? 0
    guard columns.indices.contains(far), data.dataset.targetNames.indices.contains(far) else {
      return nil
    }
    let (name, moments) = (data.dataset.targetNames[far], columns[far])
    let words =
      "\(name) has the mean \(shortText(moments.mean)) and the standard deviation "
      + shortText(moments.deviation)
    guard moments.size > 500 || moments.deviation < 1e-3 else { return .ok(words) }
    guard moments.deviation > 0 else { return .warn("\(name) is the same number in every row") }
    let unit = roundNumber(moments.deviation)
    let isSquared = data.loss.map { $0.name == "mse" } ?? true
    return .warn(
      "\(words): far from where a model begins",
      try: "a file with \(name) in units of \(unit)"
        + (isSquared && moments.deviation > 1 ? ", or loss huber(delta=\(unit))" : ""))
  }
}

/// Mean and standard deviation of some numbers.
private struct Moments {
  let mean: Double
  let deviation: Double
  /// How far from 0 the numbers go.
  var size: Double { abs(mean) + deviation }
}

extension Tensor {
  fileprivate var momentsOfColumns: [Moments] {
    let width = max(1, rowCount)
    return (0..<width).map { column in
      let numbers = stride(from: column, to: count, by: width).map { Double(self[$0]) }
      let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Moments(
        mean: mean, deviation: (squares / Double(max(1, numbers.count))).squareRoot())
    }
  }
}

/// A number above 0 to one digit: 77.3 is 80.
private func roundNumber(_ number: Double) -> String {
  let power = pow(10, floor(log10(number)))
  return shortText((number / power).rounded() * power)
}
