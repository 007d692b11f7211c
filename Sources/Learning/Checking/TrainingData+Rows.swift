import Tensors

extension TrainingData {
  /// Some of the rows, in the order asked for.
  public func selecting(_ rows: [Int]) -> TrainingData {
    TrainingData(
      features: features.selecting(rows), target: target.selecting(rows),
      rowWeights: rowWeights.map { weights in rows.map { weights[$0] } },
      extras: extras.mapValues { $0.selecting(rows) })
  }
}

extension TrainingTarget {
  fileprivate func selecting(_ rows: [Int]) -> TrainingTarget {
    switch self {
    case .classes(let labels, let names): .classes(rows.map { labels[$0] }, names: names)
    case .numbers(let numbers): .numbers(numbers.selecting(rows))
    case .distributions(let shares): .distributions(shares.selecting(rows))
    case .sequences(let labels, let names): .sequences(labels.selecting(rows), names: names)
    }
  }
}

extension Tensor {
  fileprivate func selecting(_ rows: [Int]) -> Tensor {
    let width = rowCount
    var chosen = Tensor(zeros: Shape([rows.count] + shape.dimensions.dropFirst()))
    withUnsafeBufferPointer { source in
      chosen.withUnsafeMutableBufferPointer { target in
        for (place, row) in rows.enumerated() {
          for column in 0..<width { target[place * width + column] = source[row * width + column] }
        }
      }
    }
    return chosen
  }
}
