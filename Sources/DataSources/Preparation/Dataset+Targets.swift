extension Dataset {
  /// The targets of some rows (counted from 0) without their features, for a model whose
  /// preparation is fitted already.
  ///
  /// - Parameters:
  ///   - form: the form in which the loss wants them.
  ///   - rows: the rows.
  ///   - part: what messages call them.
  ///   - classes: the classes of the model; nil takes those of the training part.
  public func targets(
    _ form: TargetForm, rows: [Int], part: Part, classes: DistinctValues? = nil
  ) throws -> PreparedTargets {
    guard form == .none || !targetColumns.isEmpty else { throw DataError.noTarget(name: name) }
    var notices: [String] = []
    var reader = TargetReader(columns: targetColumns, form: form, labelUnit: labelUnit)
    if let classes, form != .numbers {
      reader.classes = classes
    } else {
      try reader.fit(parts.train, notices: &notices)
    }
    return try reader.read(rows, part: part, notices: &notices)
  }
}
