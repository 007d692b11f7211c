/// What a row of one class counts in a loss.
public struct ClassWeight: Sendable, Equatable {
  /// The name of the class.
  public let name: String
  /// What a row of it is multiplied by.
  public let weight: Double
}

extension Specification<LossDefinition> {
  /// What a row of each class counts, all options that weigh classes multiplied; nil for a loss
  /// without any that was given.
  ///
  /// - Parameters:
  ///   - classes: the names of the classes, in order.
  ///   - isBinary: whether the first two are the no and the yes of a single output.
  /// - Throws: `LearningError` for weights that do not fit the classes.
  public func classWeightTable(classes: [String], isBinary: Bool) throws -> [ClassWeight]? {
    let sources = try classWeightSources(classes: classes, isBinary: isBinary)
    guard !sources.isEmpty else { return nil }
    return classes.indices.map { index in
      ClassWeight(
        name: classes[index], weight: sources.reduce(1) { $0 * $1.weights[index] })
    }
  }

  /// What a user may not have meant by class weights: weights that are all alike, and a weight of 0.
  ///
  /// Each is a true sentence about the loss, not a reason to refuse it.
  ///
  /// - Throws: `LearningError` for weights that do not fit the classes.
  public func doubts(classes: [String], isBinary: Bool) throws -> [LearningError] {
    try classWeightSources(classes: classes, isBinary: isBinary).compactMap { source in
      let silenced = zip(classes, source.weights).filter { $1 == 0 }.map(\.0)
      if !silenced.isEmpty {
        return .silencedClass(call: "\(self)", option: source.option, classes: silenced)
      }
      guard let weight = source.weights.first, source.weights.allSatisfy({ $0 == weight }) else {
        return nil
      }
      return .equalClassWeights(call: "\(self)", option: source.option, weight: weight)
    }
  }

  /// The options given that weigh classes, each as one number per class.
  private func classWeightSources(
    classes: [String], isBinary: Bool
  ) throws -> [(option: String, weights: [Double])] {
    var sources: [(option: String, weights: [Double])] = []
    if options.declares(.classWeights),
      let weights = try options.weights("class_weights", count: classes.count, names: classes)
    {
      sources.append(("class_weights", weights))
    }
    if options.declares(.alpha),
      let weights = try options.alphas(count: classes.count, names: classes, isBinary: isBinary)
    {
      sources.append(("alpha", weights))
    }
    if options.declares(.positiveWeight), options.number("positive_weight") != 1,
      classes.count == 2
    {
      sources.append(("positive_weight", [1, options.number("positive_weight")]))
    }
    return sources
  }
}
