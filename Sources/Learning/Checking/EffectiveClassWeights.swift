import Tensors

/// What a loss counts a row of each class, and what a user may not have meant by that.
public struct EffectiveClassWeights: Sendable {
  /// The loss as typed; one of several in a sum of losses.
  public let loss: String
  /// What a row of each class counts.
  public let weights: [ClassWeight]
  /// How the weights follow from the rows: `balanced`, `effective`; nil where they were typed.
  public let balance: ClassBalance?
  /// Weights that are all alike, or 0: true sentences, not reasons to refuse them.
  public let doubts: [LearningError]
}

extension LossSpecification {
  /// The weights of the classes in each part of a loss that has some.
  ///
  /// - Parameter outputs: the shape of an output row of the model, where it is known.
  /// - Throws: `LearningError` for weights that do not fit the classes.
  public func effectiveClassWeights(
    for target: TrainingTarget, outputs: Shape? = nil
  ) throws -> [EffectiveClassWeights] {
    guard case .classes(_, let names) = target else { return [] }
    return try simple.compactMap { typed in
      let loss = try typed.fitted(to: target)
      let isBinary = loss.readsAsBinary(names, outputs: outputs)
      guard let weights = try loss.classWeightTable(classes: names, isBinary: isBinary) else {
        return nil
      }
      // Weights that follow from the rows are alike where the classes are even: no mistake.
      let balance = typed.classBalance
      return EffectiveClassWeights(
        loss: "\(typed)", weights: weights, balance: balance,
        doubts: balance == nil ? try loss.doubts(classes: names, isBinary: isBinary) : [])
    }
  }

  private var classBalance: ClassBalance? {
    guard definition.declaration.options.contains(where: { $0.name == "class_weights" }) else {
      return nil
    }
    return options.optionalText("class_weights").flatMap(ClassBalance.init(rawValue:))
  }

  /// How many rows the loss leaves out because their class is `ignore_index`; nil for a loss that
  /// leaves none out.
  public func ignoredRows(of target: TrainingTarget) -> Int? {
    guard case .classes(let labels, _) = target else { return nil }
    let ignored = ignoredClasses
    return ignored.isEmpty ? nil : labels.count { ignored.contains(Int($0)) }
  }
}
