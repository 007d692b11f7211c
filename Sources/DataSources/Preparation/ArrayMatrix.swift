import Tensors

/// Fits preprocessing on array rows and makes their tensors.
struct ArrayMatrix {
  let array: NumericArray
  private var width: Int { array.rowSize }

  init(_ array: NumericArray) { self.array = array }

  /// The last statement of each kind, fitted on some rows.
  func fit(
    _ steps: [PreparationStep], on rows: [Int], notices: inout [String]
  ) throws -> FittedArray {
    var fitted = FittedArray(width: width, fill: nil, scales: [FittedScale()])
    var scaling: Scaling?
    for step in steps {
      if case .impute(_, let method) = step { fitted.fill = try fill(method, rows) }
      if case .scale(_, let method) = step { scaling = method }
    }
    guard let scaling else { return fitted }
    if case .divide(let divisor) = scaling {
      fitted.scales = [FittedScale(divisor: divisor)]
      return fitted
    }
    let measured = try statistics(of: rows, fitted)
    fitted.scales = measured.map { FittedScale(scaling, $0) }
    let constant = measured.count(where: \.isConstant)
    if constant > 0 {
      notices.append(
        "\(constant) of \(width) features are constant in the training part: "
          + "\(scaling.name) only shifts them")
    }
    return fitted
  }

  /// The measures of each feature, missing numbers filled in where something fills them.
  private func statistics(of rows: [Int], _ fitted: FittedArray) throws -> [Statistics] {
    if let found = try array.storedStatistics(of: rows, filling: fitted.fill) { return found }
    return (0..<width).map { feature in
      let fill = fitted.fill(feature)
      return Statistics(
        rows.lazy.map { row in
          let value = array[row * width + feature]
          return value.isNaN ? fill ?? .nan : value
        })
    }
  }

  private func fill(_ method: Imputation, _ rows: [Int]) throws -> [Double] {
    if case .constant(let text) = method { return [Double(text) ?? 0] }
    if method.isMean, let found = try array.storedStatistics(of: rows, filling: nil) {
      return try found.enumerated().map { feature, statistics in
        guard statistics.count > 0 else { throw nothingToFit(feature, method) }
        return statistics.mean
      }
    }
    return try (0..<width).map { feature in
      let present = rows.map { array[$0 * width + feature] }.filter { !$0.isNaN }
      guard let fill = fillingNumber(method, of: present) else {
        throw nothingToFit(feature, method)
      }
      return fill
    }
  }

  private func nothingToFit(_ feature: Int, _ method: Imputation) -> DataError {
    .nothingToFit(column: "feature \(feature)", step: method.name)
  }

  /// These rows, of shape [rows] + the array's row shape: in its file where the array is, else floats.
  ///
  /// Refuses numbers that are missing or infinite.
  func make(_ fitted: FittedArray, _ rowShape: [Int], _ rows: [Int]) throws -> RowMatrix {
    guard case .stored(let segments) = array.storage else {
      return RowMatrix(try floats(fitted, rowShape, rows)).knownFinite()
    }
    let isAll = rows.count == array.rowCount && rows.enumerated().allSatisfy { $0 == $1 }
    let matrix = RowMatrix(
      segments, rowShape: rowShape, rows: isAll ? nil : rows, scaling: fitted.scaling)
    guard let matrix else { return RowMatrix(try floats(fitted, rowShape, rows)) }
    let found = matrix.firstNotFinite()
    try matrix.checkFiles()
    guard let (place, feature) = found else { return matrix.knownFinite() }
    let row = rows[place]
    throw refusal(array[row * width + feature], feature, row)
  }

  private func floats(_ fitted: FittedArray, _ rowShape: [Int], _ rows: [Int]) throws -> Tensor {
    var tensor = Tensor(shape: Shape([rows.count] + rowShape))
    let width = width
    let plain = PlainRows(array, fitted)
    try tensor.withUnsafeMutableBufferPointer { target in
      for (index, row) in rows.enumerated() {
        let place = UnsafeMutableBufferPointer(
          rebasing: target[index * width..<(index + 1) * width])
        let isWritten = plain?.write(row * width..<(row + 1) * width, to: place) ?? false
        if !isWritten { try write(row, fitted, to: place) }
      }
    }
    return tensor
  }

  /// Fills and scales the numbers of a row one by one.
  private func write(
    _ row: Int, _ fitted: FittedArray, to place: UnsafeMutableBufferPointer<Float>
  ) throws {
    for feature in 0..<width {
      let raw = array[row * width + feature]
      let value = raw.isNaN ? fitted.fill(feature) ?? raw : raw
      let scale = fitted.scale(feature)
      let single = Float((value - scale.offset) / scale.divisor)
      guard single.isFinite else { throw refusal(raw, feature, row) }
      place[feature] = single
    }
  }

  private func refusal(_ value: Double, _ feature: Int, _ row: Int) -> DataError {
    let name = "feature \(feature)"
    if value.isNaN {
      return .missingValues(column: name, count: 1, rows: [row + 1], isTarget: false)
    }
    if value.isInfinite { return .infiniteValues(column: name, count: 1, rows: [row + 1]) }
    return .valueTooLarge(column: name, row: row + 1, value: value)
  }
}

extension Imputation {
  /// Whether numbers are filled in with their mean.
  fileprivate var isMean: Bool { self == .mean || self == .automatic }
}

extension FittedArray {
  /// As rows in a file are converted.
  fileprivate var scaling: RowScaling {
    RowScaling(fills: fill ?? [], scales: scales.map { ($0.offset, $0.divisor) })
  }
}
