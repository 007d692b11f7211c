extension LossSpecification {
  /// Refuses targets the formula is not defined for, or that of a loss in a sum.
  ///
  /// - Parameters:
  ///   - numbers: the targets, row by row.
  ///   - columns: how many a row has.
  /// - Throws: `LearningError.outsideDomain` with the row, counted from 1, and the value.
  public func checkTargetDomain(_ numbers: some Collection<Double>, columns: Int) throws {
    for loss in simple {
      try loss.check(numbers, columns, "targets", loss.definition.targetDomain)
    }
  }

  /// Refuses predictions the formula is not defined for.
  ///
  /// For predictions from elsewhere; those of a model in training may leave the domain for a while.
  ///
  /// - Parameters:
  ///   - numbers: the predictions, row by row.
  ///   - columns: how many a row has.
  /// - Throws: `LearningError.outsideDomain` with the row, counted from 1, and the value.
  public func checkPredictionDomain(_ numbers: some Collection<Double>, columns: Int) throws {
    for loss in simple {
      let domain = loss.definition.predictionDomain(loss.options)
      try loss.check(numbers, columns, "predictions", domain)
    }
  }

  /// Refuses numbers a further array of the loss may not hold.
  ///
  /// - Parameters:
  ///   - extra: the array.
  ///   - numbers: what it holds, row by row.
  ///   - columns: how many a row has.
  /// - Throws: `LearningError.outsideDomain` with the row, counted from 1, and the value.
  public func checkDomain(
    of extra: LossExtra, _ numbers: some Collection<Double>, columns: Int
  ) throws {
    try check(numbers, columns, "array \(extra.name)", extra.domain)
  }

  private func check(
    _ numbers: some Collection<Double>, _ columns: Int, _ what: String, _ domain: Bounds
  ) throws {
    guard domain != .any else { return }
    for (position, number) in numbers.enumerated() where !domain.contains(number) {
      throw LearningError.outsideDomain(
        name, what: what, row: position / max(1, columns) + 1, value: plain(number),
        allowed: "\(domain)")
    }
  }
}
