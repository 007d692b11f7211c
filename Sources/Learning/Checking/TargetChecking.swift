import Tensors

extension LossSpecification {
  /// Checks that the loss can be computed for the targets of some rows.
  ///
  /// - Parameters:
  ///   - data: the rows.
  ///   - network: the model whose outputs they are compared with, where it is known.
  ///   - rows: which rows of the file these are, counted from 0; an error names those.
  /// - Throws: `LearningError` with the row, counted from 1, and the value.
  public func checkTargets(
    of data: TrainingData, behind network: Network? = nil, rows: [Int]
  ) throws {
    do {
      _ = try prepare(data, outputs: network?.outputShape)
      try network?.checkLengths(data.lengths, rows: data.rows)
      if let network { _ = try labelSequences(of: data, behind: network) }
    } catch let error as LearningError {
      throw error.renumbered(rows)
    }
  }
}

extension LearningError {
  /// The same mistake with its row counted in the file, where a part has its rows from.
  func renumbered(_ rows: [Int]) -> LearningError {
    func inFile(_ row: Int) -> Int { rows.indices.contains(row - 1) ? rows[row - 1] + 1 : row }
    return switch self {
    case .labelOutsideClasses(let row, let label, let classes):
      .labelOutsideClasses(row: inFile(row), label: label, classes: classes)
    case .notAProbability(let what, let row, let value):
      .notAProbability(what, row: inFile(row), value: value)
    case .notASign(let row, let value): .notASign(row: inFile(row), value: value)
    case .bothZeroAndMinusOne(let zero, let minus):
      .bothZeroAndMinusOne(zero: inFile(zero), minus: inFile(minus))
    case .notADistribution(let row, let sum): .notADistribution(row: inFile(row), sum: sum)
    case .outsideDomain(let loss, let what, let row, let value, let allowed):
      .outsideDomain(loss, what: what, row: inFile(row), value: value, allowed: allowed)
    case .badLength(let loss, let array, let row, let value, let least, let most):
      .badLength(loss, array: array, row: inFile(row), value: value, least: least, most: most)
    case .badLabel(let loss, let row, let position, let value, let classes, let blank):
      .badLabel(
        loss, row: inFile(row), position: position, value: value, classes: classes, blank: blank)
    default: self
    }
  }
}
