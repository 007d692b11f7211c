import Tensors

extension Dataset {
  /// Fits the preprocessing on the training part and makes the matrices of every part.
  ///
  /// Validation and test rows are never looked at while fitting.
  ///
  /// - Parameters:
  ///   - preparation: the statements in force.
  ///   - target: the form in which the loss wants its targets.
  ///   - classes: the classes of a model that has some already; nil takes those that occur in the
  ///     training part.
  public func prepare(
    _ preparation: Preparation, target: TargetForm, classes: DistinctValues? = nil
  ) throws -> PreparedData {
    guard !parts.train.isEmpty else { throw DataError.noSuchPart(part: "train", known: []) }
    var notices: [String] = []
    var reader = try targetReader(target)
    try reader.fit(parts.train, notices: &notices)
    if let classes { reader.classes = classes }
    let fitted = try fit(preparation, classes: reader.classes, notices: &notices)
    var prepared: [Part: PreparedPart] = [:]
    for part in parts.present {
      let rows = parts[part]
      let made = try fitted.transform(self, rows: rows, part: part)
      notices += made.notices
      prepared[part] = PreparedPart(
        rows: rows, features: made.features,
        targets: try reader.read(rows, part: part, notices: &notices),
        weights: try rowWeights(rows), extras: made.extras)
    }
    return PreparedData(parts: prepared, fitted: fitted, notices: notices)
  }

  private func targetReader(_ form: TargetForm) throws -> TargetReader {
    guard form == .none || !targetColumns.isEmpty else { throw DataError.noTarget(name: name) }
    return TargetReader(columns: targetColumns, form: form, labelUnit: labelUnit)
  }

  private func fit(
    _ preparation: Preparation, classes: DistinctValues?, notices: inout [String]
  ) throws -> FittedPreparation {
    if case .array(let array, _) = content {
      let fitted = try ArrayMatrix(array).fit(
        preparation.steps, on: parts.train, notices: &notices)
      let names = (0..<fitted.width).map { "feature_\($0)" }
      return FittedPreparation(
        features: .array(fitted), featureNames: names, rowShape: rowShape,
        targetNames: targetNames, classes: classes)
    }
    let plans = try preparation.plans(for: self)
    try checkTokens(plans)
    let columns = try plans.map { plan in
      try plan.fit(on: parts.train, notices: &notices)
    }
    let names = columns.flatMap(\.featureNames)
    return FittedPreparation(
      features: .table(columns), featureNames: names, rowShape: [names.count],
      targetNames: targetNames, classes: classes)
  }
}

extension FittedPreparation {
  /// The features of some rows (counted from 0) of a data set, prepared as the training part was.
  ///
  /// Throws where the data set lacks a column or has one of the other kind.
  public func transform(_ dataset: Dataset, rows: [Int]) throws -> TransformedRows {
    try transform(dataset, rows: rows, part: nil)
  }

  func transform(_ dataset: Dataset, rows: [Int], part: Part?) throws -> TransformedRows {
    var made: TransformedRows
    switch (features, dataset.content) {
    case (.array(let fitted), .array(let array, _)):
      guard dataset.rowShape == rowShape else { throw mismatch(dataset) }
      made = TransformedRows(features: try ArrayMatrix(array).make(fitted, rowShape, rows))
    case (.table(let fitted), .table(let table)):
      let columns = try fitted.map { fit in try column(for: fit, in: table) }
      made = try transform(fitted, columns, rows, part)
    default: throw mismatch(dataset)
    }
    made.extras.merge(try dataset.extraArrays(rows)) { own, _ in own }
    return made
  }

  private func transform(
    _ fitted: [FittedColumn], _ columns: [Column], _ rows: [Int], _ part: Part?
  ) throws -> TransformedRows {
    if let fit = fitted.first, let tokens = fit.tokens {
      let (matrix, notices) = try fit.tokenMatrix(tokens, columns[0], rows, part)
      return TransformedRows(
        features: RowMatrix(matrix.tokens), extras: [Dataset.inputLengthsName: matrix.lengths],
        notices: notices)
    }
    let (matrix, unseen) = try FeatureMatrix(fitted, columns).make(rows)
    return TransformedRows(
      features: RowMatrix(matrix), notices: unseenNotices(fitted, unseen, part))
  }

  private func column(for fit: FittedColumn, in table: Table) throws -> Column {
    let column = try table.column(fit.name)
    // A small file may show only numbers, or only missing values, in a column that was text.
    if fit.isText, !column.isText {
      let texts = (0..<column.count).map { column.cell($0) }
      return Column(name: column.name, texts: texts)
    }
    guard fit.isText == column.isText || fit.encoding != nil || fit.tokens != nil else {
      let row = (0..<column.count).first { !column.isMissing($0) } ?? 0
      throw DataError.textFeature(
        column: column.name, firstRow: row + 1, value: column.cell(row) ?? "")
    }
    return column
  }

  private func mismatch(_ dataset: Dataset) -> DataError {
    .preparationMismatch(
      expected: "rows of shape \(rowShape)", found: "rows of shape \(dataset.rowShape)")
  }

  private func unseenNotices(
    _ fitted: [FittedColumn], _ unseen: [Unseen], _ part: Part?
  ) -> [String] {
    zip(fitted, unseen).compactMap { fit, unseen in
      let count = unseen.count
      guard count > 0 else { return nil }
      let place = part.map { " of the \($0) part" } ?? ""
      if fit.encoding == .bag {
        // What the vocabulary leaves of the training part was told when it was fitted.
        guard part != .train else { return nil }
        return "column '\(fit.name)': \(share(count, of: unseen.whole)) of the "
          + "\(counted(unseen.whole, "word"))\(place) "
          + "\(unseen.whole == 1 ? "is" : "are") outside the vocabulary"
      }
      let code = fit.encoding == .oneHot ? "zeros" : "-1"
      return "column '\(fit.name)': \(counted(count, "row"))\(place) "
        + "\(count == 1 ? "has" : "have") a category that did not train, coded as \(code)"
    }
  }
}
