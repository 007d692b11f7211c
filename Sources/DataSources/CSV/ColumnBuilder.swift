/// Collects one column's numbers and what speaks against its being numbers.
struct ColumnBuilder {
  private var singles: [Float] = []
  private var doubles: [Double] = []
  private var isDouble = false
  private var numberCount = 0
  private(set) var textCount = 0
  private var firstText: (row: Int, text: String)?

  /// Whether a value was met that is no number.
  var isText: Bool { textCount > 0 }

  /// Makes room for rows in all, unless the column is text.
  mutating func reserve(_ rows: Int) {
    if isText { return }
    if isDouble { doubles.reserveCapacity(rows) } else { singles.reserveCapacity(rows) }
  }

  /// Notes values that are no numbers; the row of the first is counted from 0.
  mutating func noteTexts(_ count: Int, row: Int, _ text: String) {
    if textCount == 0 {
      firstText = (row, text)
      numberCount = singles.count { !$0.isNaN } + doubles.count { !$0.isNaN }
      (singles, doubles) = ([], [])
    }
    textCount += count
  }

  /// Appends missing values.
  mutating func appendMissing(_ count: Int) {
    if isText { return }
    if isDouble {
      doubles.append(contentsOf: repeatElement(.nan, count: count))
    } else {
      singles.append(contentsOf: repeatElement(.nan, count: count))
    }
  }

  /// Takes over the numbers of further rows.
  mutating func append(_ strip: ColumnStrips.Strip) {
    switch strip {
    case .single(let values): append(values)
    case .double(let values): append(values)
    }
  }

  private mutating func append(_ values: UnsafeBufferPointer<Float>) {
    if isText {
      numberCount += values.count { !$0.isNaN }
    } else if isDouble {
      doubles.append(contentsOf: values.lazy.map { Double($0) })
    } else {
      singles.append(contentsOf: values)
    }
  }

  private mutating func append(_ values: UnsafeBufferPointer<Double>) {
    if isText {
      numberCount += values.count { !$0.isNaN }
      return
    }
    if !isDouble {
      guard !values.allSatisfy({ Double(Float($0)) == $0 || $0.isNaN }) else {
        singles.append(contentsOf: values.lazy.map { Float($0) })
        return
      }
      widen()
    }
    doubles.append(contentsOf: values)
  }

  private mutating func widen() {
    doubles.reserveCapacity(singles.capacity)
    doubles.append(contentsOf: singles.lazy.map { Double($0) })
    (singles, isDouble) = ([], true)
  }

  /// The column's numbers; the builder is empty afterwards.
  mutating func finish() -> NumberColumn.Storage {
    defer { (singles, doubles) = ([], []) }
    return isDouble ? .double(doubles) : .single(singles)
  }

  /// A sentence when all but a tenth of the values at most are numbers.
  func almostNumeric(_ name: String, rows: Int) -> String? {
    guard let firstText, rows > 0, textCount * 10 <= numberCount else { return nil }
    let others = textCount == 1 ? "one value" : "\(textCount) values"
    return "column '\(name)' is text because \(others) of \(rows) cannot be read as a number: "
      + "'\(firstText.text)' in row \(firstText.row + 1) is the first "
      + "(missing=\"\(firstText.text)\" would take it for missing)"
  }
}
