extension ColumnPlan {
  /// Fits the plan on some rows: nothing else of the column is looked at.
  func fit(on rows: [Int], notices: inout [String]) throws -> FittedColumn {
    var fitted = FittedColumn(name: column.name, isText: column.isText)
    if let imputation { try fit(imputation, rows, &fitted) }
    if let tokens {
      try fitTokens(tokens, rows, &fitted, &notices)
    } else if encoding == .bag {
      try fitWords(vocabulary, rows, &fitted, &notices)
    } else if let encoding {
      try fit(encoding, rows, &fitted, &notices)
    }
    if let scaling { fitted.scale = fit(scaling, rows, fitted, &notices) }
    return fitted
  }

  private func fit(
    _ imputation: Imputation, _ rows: [Int], _ fitted: inout FittedColumn
  ) throws {
    switch column.values {
    case .text(let texts):
      fitted.text = try filling(imputation, of: texts, rows)
    case .numbers(let numbers):
      fitted.number = try filling(imputation, of: numbers, rows)
    }
  }

  private func filling(
    _ imputation: Imputation, of texts: TextColumn, _ rows: [Int]
  ) throws -> String? {
    if case .constant(let value) = imputation { return value }
    var counts: [Int32: Int] = [:]
    for row in rows where texts.codes[row] >= 0 { counts[texts.codes[row], default: 0] += 1 }
    let named = counts.map { (text: texts.dictionary[Int($0.key)], count: $0.value) }
    let best = named.max { a, b in
      a.count == b.count ? scalarOrder(b.text, a.text) : a.count < b.count
    }
    return try best?.text ?? nothing(imputation)
  }

  private func filling(
    _ imputation: Imputation, of numbers: NumberColumn, _ rows: [Int]
  ) throws -> Double? {
    if case .constant(let value) = imputation { return Double(value) }
    let present = rows.map { numbers[$0] }.filter { !$0.isNaN }
    return try fillingNumber(imputation, of: present) ?? nothing(imputation)
  }

  /// Only a column that has something to fill needs a value to fill it with.
  private func nothing<Value>(_ imputation: Imputation) throws -> Value? {
    let hasMissing = (0..<column.count).contains { column.isMissing($0) }
    if hasMissing {
      throw DataError.nothingToFit(column: column.name, step: imputation.name)
    }
    return nil
  }

  private func fit(
    _ encoding: Encoding, _ rows: [Int], _ fitted: inout FittedColumn, _ notices: inout [String]
  ) throws {
    // A value that fills training rows in is a category even where no row of the file shows it.
    let categories = DistinctValues(column, rows: rows, adding: fitted.text, fitted.number)
    guard categories.count > 0 else {
      throw DataError.nothingToFit(column: column.name, step: encoding.name)
    }
    fitted.encoding = encoding
    fitted.categories = categories
    if encoding == .oneHot, categories.count > 100, categories.count * 2 > rows.count {
      notices.append(
        "column '\(column.name)' has \(categories.count) categories in \(rows.count) training rows: "
          + "select drop=\(typed(column.name)) leaves it out")
    }
  }

  private func fit(
    _ scaling: Scaling, _ rows: [Int], _ fitted: FittedColumn, _ notices: inout [String]
  ) -> FittedScale {
    if case .divide(let divisor) = scaling { return FittedScale(divisor: divisor) }
    let statistics = Statistics(rows.lazy.map { fitted.number(of: column, row: $0) ?? .nan })
    if statistics.isConstant {
      notices.append(
        "column '\(column.name)' is constant in the training part: \(scaling.name) only shifts it")
    }
    return FittedScale(scaling, statistics)
  }
}

extension FittedScale {
  /// The scale of a feature with these measures; a constant feature is divided by 1.
  init(_ scaling: Scaling, _ statistics: Statistics) {
    guard statistics.count > 0 else {
      self.init()
      return
    }
    switch scaling {
    case .divide(let divisor): self.init(divisor: divisor)
    case .standard:
      let deviation = statistics.populationDeviation
      let divisor = statistics.isConstant || deviation == 0 ? 1 : deviation
      self.init(offset: statistics.mean, divisor: divisor)
    case .minmax:
      let range = statistics.maximum - statistics.minimum
      self.init(offset: statistics.minimum, divisor: range == 0 ? 1 : range)
    }
  }
}

extension FittedColumn {
  /// A row's number before scaling: filled in where it is missing, an ordinal code where encoded.
  func number(of column: Column, row: Int) -> Double? {
    if encoding == .ordinal {
      let code = column.isMissing(row) ? fillCode : categories?.index(of: column, row: row)
      return code.map(Double.init)
    }
    guard case .numbers(let numbers) = column.values else { return nil }
    return numbers[row].isNaN ? number : numbers[row]
  }

  /// The category that a missing value is filled in with.
  var fillCode: Int? {
    guard let categories else { return nil }
    let fill = Column(
      name: name,
      values: isText
        ? .text(TextColumn([text])) : .numbers(NumberColumn([number ?? .nan])))
    return categories.index(of: fill, row: 0)
  }
}

/// What missing numbers become, given those that are there; nil when there are none.
func fillingNumber(_ imputation: Imputation, of present: [Double]) -> Double? {
  guard !present.isEmpty else { return nil }
  switch imputation {
  case .constant(let text): return Double(text)
  case .median: return quantile(present.sorted(), 0.5)
  case .automatic, .mean: return Statistics(present).mean
  case .mostFrequent:
    let counts = present.reduce(into: [Double: Int]()) { $0[$1, default: 0] += 1 }
    return counts.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }?.key
  }
}
