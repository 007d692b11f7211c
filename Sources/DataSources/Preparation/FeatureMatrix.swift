import Tensors

/// Makes feature matrices with a fitted preparation.
///
/// Works on blocks of rows, column by column inside: the columns are read in order and the part
/// of the matrix that is written stays in the cache.
struct FeatureMatrix {
  let fitted: [FittedColumn]
  /// The columns of the data set, one for each fitted one.
  let columns: [Column]
  private let width: Int
  private let blockRows = 64

  init(_ fitted: [FittedColumn], _ columns: [Column]) {
    self.fitted = fitted
    self.columns = columns
    width = fitted.reduce(0) { $0 + $1.width }
  }

  /// The matrix of these rows, and for each column what training had never seen.
  func make(_ rows: [Int]) throws -> (matrix: Tensor, unseen: [Unseen]) {
    for (column, fit) in zip(columns, fitted) { try check(column, fit, rows) }
    var matrix = Tensor(shape: Shape([rows.count, width]))
    var unseen = Array(repeating: Unseen(), count: fitted.count)
    let categories = zip(columns, fitted).map { column, fit in
      fit.encoding == nil || fit.encoding == .bag ? [] : codes(column, fit, rows)
    }
    let vocabularies = fitted.map { fit in
      fit.encoding == .bag ? Vocabulary(fit.categories?.names ?? []) : nil
    }
    try matrix.withUnsafeMutableBufferPointer { target in
      for start in stride(from: 0, to: rows.count, by: blockRows) {
        let block = rows[start..<min(start + blockRows, rows.count)]
        var position = 0
        for index in fitted.indices {
          let fit = fitted[index]
          let place = Place(target: target, first: start * width + position, stride: width)
          if fit.encoding == nil {
            try writeNumbers(columns[index], fit, block, to: place)
          } else if let vocabulary = vocabularies[index] {
            unseen[index] += writeCounts(columns[index], fit, vocabulary, block, to: place)
          } else {
            unseen[index] += writeCodes(categories[index][block.indices], fit, to: place)
          }
          position += fit.width
        }
      }
    }
    return (matrix, unseen)
  }

  /// Where a column's values of a block go.
  private struct Place {
    let target: UnsafeMutableBufferPointer<Float>
    let first: Int
    let stride: Int

    func set(_ row: Int, _ offset: Int = 0, to value: Float) {
      target[first + row * stride + offset] = value
    }
  }

  private func writeNumbers(
    _ column: Column, _ fit: FittedColumn, _ block: ArraySlice<Int>, to place: Place
  ) throws {
    guard case .numbers(let numbers) = column.values else { return }
    let (fill, scale) = (fit.number ?? .nan, fit.scale)
    let isPlain = scale == FittedScale()
    for (index, row) in block.enumerated() {
      var value = numbers[row]
      if value.isNaN { value = fill }
      let single = isPlain ? Float(value) : Float((value - scale.offset) / scale.divisor)
      guard single.isFinite else {
        throw DataError.valueTooLarge(column: column.name, row: row + 1, value: value)
      }
      place.set(index, to: single)
    }
  }

  private func codes(_ column: Column, _ fit: FittedColumn, _ rows: [Int]) -> [Int?] {
    let codes = fit.categories?.indices(of: column, rows: rows) ?? []
    guard let fill = fit.fillCode else { return codes }
    return zip(rows, codes).map { column.isMissing($0) ? fill : $1 }
  }

  /// How many words of these rows the vocabulary lacks.
  private func writeCounts(
    _ column: Column, _ fit: FittedColumn, _ vocabulary: Vocabulary, _ block: ArraySlice<Int>,
    to place: Place
  ) -> Unseen {
    var unseen = Unseen()
    for (index, row) in block.enumerated() {
      let counted = vocabulary.count(column.cell(row) ?? fit.text ?? "")
      for (position, count) in counted.counts { place.set(index, position, to: Float(count)) }
      unseen += Unseen(count: counted.outside, whole: counted.tokens)
    }
    return unseen
  }

  /// How many of these rows hold a category that was never seen.
  private func writeCodes(
    _ codes: ArraySlice<Int?>, _ fit: FittedColumn, to place: Place
  ) -> Unseen {
    var unseen = Unseen(whole: codes.count)
    for (index, code) in codes.enumerated() {
      if code == nil { unseen.count += 1 }
      if fit.encoding == .oneHot {
        if let code { place.set(index, code, to: 1) }
      } else {
        let number = Double(code ?? -1)
        place.set(index, to: Float((number - fit.scale.offset) / fit.scale.divisor))
      }
    }
    return unseen
  }

  /// Refuses what no matrix can hold, naming the first rows and the mend.
  private func check(_ column: Column, _ fit: FittedColumn, _ rows: [Int]) throws {
    let fills = fit.isText ? fit.text != nil : fit.number != nil
    if !fills { try refuseMissing(column, rows, isTarget: false) }
    guard fit.encoding == nil else { return }
    switch column.values {
    case .text(let texts):
      let row = texts.codes.firstIndex { $0 >= 0 }
      throw DataError.textFeature(
        column: column.name, firstRow: (row ?? 0) + 1, value: row.flatMap { texts[$0] } ?? "")
    case .numbers(let numbers):
      let infinite = rows.filter { numbers[$0].isInfinite }
      guard !infinite.isEmpty else { return }
      throw DataError.infiniteValues(
        column: column.name, count: infinite.count, rows: infinite.prefix(6).map { $0 + 1 })
    }
  }
}

/// What of a column training had never seen: rows with such a category, or words.
struct Unseen {
  var count = 0
  /// How many rows or words there are at all.
  var whole = 0

  static func += (sum: inout Unseen, other: Unseen) {
    sum.count += other.count
    sum.whole += other.whole
  }
}

/// Throws `missingValues` if a value is missing in these rows; what it counts and names (from 1)
/// is all that are missing in the column, which is what the user will look for.
func refuseMissing(_ column: Column, _ rows: [Int], isTarget: Bool) throws {
  guard rows.contains(where: { column.isMissing($0) }) else { return }
  let missing = (0..<column.count).filter { column.isMissing($0) }
  throw DataError.missingValues(
    column: column.name, count: missing.count, rows: missing.prefix(6).map { $0 + 1 },
    isTarget: isTarget)
}
