extension OptionDeclaration {
  /// The α of the focal loss.
  static let alpha = OptionDeclaration(
    "alpha",
    """
    for yes or no: what a yes counts, a no counting 1 − alpha; for several classes: a number for \
    each, [0.2, 0.8], or by name, [["a", 0.2]]
    """,
    .optional(.anyOf([.number(.between(0, 1)), .numbers(.atLeast(0)), .pairs(.atLeast(0))])),
    default: OptionValue.none)

  static let gamma = OptionDeclaration(
    "gamma", "how much what is already right is made small", .number(.atLeast(0)),
    default: .number(2))

  static let gammaEnd = OptionDeclaration(
    "gamma_end", "where gamma moves to, epoch by epoch; none leaves it where it is",
    .optional(.number(.atLeast(0))), default: OptionValue.none)

  static let gammaEpochs = OptionDeclaration(
    "gamma_epochs", "after how many epochs gamma has come to gamma_end", .integer(atLeast: 1),
    default: .number(10))
}

extension Options {
  /// α as one number per class, nil when it was not given.
  ///
  /// - Parameter isBinary: whether the classes are no and yes.
  /// - Throws: `LearningError` for one number where there are several classes, and for a list that
  ///   does not fit them.
  func alphas(count: Int, names: [String], isBinary: Bool) throws -> [Double]? {
    guard let alpha = optionalNumber("alpha") else {
      return try weights("alpha", count: count, names: names)
    }
    guard isBinary else {
      throw LearningError.alphaOfSeveralClasses(
        call: description, alpha: alpha, classes: count)
    }
    return [1 - alpha, alpha]
  }

  /// The course of γ, nothing where it stays.
  ///
  /// γ moves in a straight line from `gamma` in the first epoch to `gamma_end` after
  /// `gamma_epochs` epochs, and stays there.
  var gammaCourse: [ScheduledNumber] {
    guard let end = optionalNumber("gamma_end") else { return [] }
    let (start, epochs) = (number("gamma"), number("gamma_epochs"))
    return [
      ScheduledNumber("gamma") { epoch in
        start + (end - start) * min(1, Double(epoch) / epochs)
      }
    ]
  }

  /// Refuses `gamma_epochs` without an end to move to.
  func checkGammaCourse() throws {
    guard optionalNumber("gamma_end") == nil, self["gamma_epochs"] != .number(10) else { return }
    throw LearningError.optionsDisagree(
      description, reason: "gamma_epochs says how long gamma moves, but not where to",
      mend: "give gamma_end, gamma_end=0 to end as cross-entropy")
  }
}
