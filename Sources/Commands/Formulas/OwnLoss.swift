import Graphs
import Language
import Learning
import Tensors

/// A loss whose formula was typed: `loss tukey(y, p, c=4.7) = ...`.
public struct OwnLoss: Sendable {
  /// The formula with its name.
  let formula: FormulaDefinition

  /// The loss, as good as any built in.
  let definition: LossDefinition

  /// Its name.
  var name: String { definition.name }

  /// The definition on one line, as it would be typed in an empty session.
  var text: String { formula.text }

  /// The most parts a formula may have: it is built anew for every plan.
  private static let mostParts = 1000

  /// Checks a definition and makes it a loss.
  ///
  /// - Parameter known: the names of other losses of the session's own.
  /// - Throws: `PlacedError` with a `FormulaError`.
  init(_ formula: FormulaDefinition, known: [String] = []) throws {
    self.formula = formula
    let names = Set(LossDefinition.all.map(\.name) + known + [OwnLoss.uncertainty])
    try formula.checkHead()
    guard formula.formula.count <= Self.mostParts else {
      throw PlacedError(FormulaError.tooLong(most: Self.mostParts), at: formula.formula.span)
    }
    let defaults = try formula.defaults()
    let perRow =
      try formula.loss(
        of: .input("y", [2, 3]), .input("p", [2, 3]), parameters: defaults, losses: names
      ).shape.rank == 1
    definition = formula.lossDefinition(defaults, isPerRow: perRow, losses: names)
  }

  /// The name of the loss that learns the weights of others, which are its arguments.
  static let uncertainty = "uncertainty"
}

extension FormulaDefinition {
  /// The loss of each output or row.
  func loss(
    of target: Expression, _ prediction: Expression, parameters: [String: Double],
    losses: Set<String>
  ) throws -> Expression {
    let scope = FormulaScope(definition: self, parameters: parameters, losses: losses)
    let loss = try FormulaCompiler(scope, target: target, prediction: prediction).loss(formula)
    return loss
  }

  /// The loss as the catalogue holds it.
  fileprivate func lossDefinition(
    _ defaults: [String: Double], isPerRow: Bool, losses: Set<String>
  ) -> LossDefinition {
    let takesLogits = takesLogits
    return LossDefinition(
      declaration(defaults), task: .own, guide: guide, targets: [.classes, .numbers, .binary],
      meanDividesBy: isPerRow ? "the number of rows" : "the number of values",
      predictions: { _ in takesLogits ? .logits : .numbers },
      formula: { inputs in
        let target = try inputs.numbersOrOneHot()
        return LossTerms(
          try loss(
            of: target, inputs.prediction,
            parameters: defaults.reduce(into: [:]) { $0[$1.key] = inputs.options.number($1.key) },
            losses: losses))
      })
  }

  private func declaration(_ defaults: [String: Double]) -> Declaration {
    let options = parameters.dropFirst(2).map { parameter in
      OptionDeclaration(
        parameter.name.text, "a number of the formula", .number(.any),
        default: .number(defaults[parameter.name.text] ?? 0), positional: true)
    }
    return Declaration(
      name.text, .loss, "Your own: \(formulaText)", options: options, formula: text,
      discussion: "`help formulas` says what may stand in a formula and what happens at its kinks.")
  }

  private var guide: LossGuide {
    LossGuide(
      targets: """
        \(parameters[0].name.text) is one number per output; of classes it is 1 for the row's class \
        and 0 for the others.
        """,
      useWhen: "The formula says what matters.",
      avoidWhen:
        "A loss of the catalogue has the same formula: its options and checks come with it.")
  }

  /// Whether the formula turns the predictions into probabilities itself.
  private var takesLogits: Bool {
    formula.contains { part in
      guard case .call(let name, let arguments) = part.kind, arguments.count == 1,
        case .name(parameters[1].name.text) = arguments[0].value.kind
      else { return false }
      return ["softmax", "log_softmax", "sigmoid", "logsumexp"].contains(name.text)
    }
  }
}

extension Formula {
  /// Whether a part of the formula, or the whole, is as asked.
  func contains(where isWanted: (Formula) -> Bool) -> Bool {
    isWanted(self) || parts.contains { $0.contains(where: isWanted) }
  }
}

extension LossInputs {
  /// The targets in the shape of the predictions: class indices as rows of a one among zeros.
  fileprivate func numbersOrOneHot() throws -> Expression {
    switch target {
    case .indices(let indices):
      return try oneHot(indices, classes: prediction.shape[prediction.shape.rank - 1])
    case .values(let values): return values
    case .sequences, .nothing:
      throw LearningError.wrongTarget(
        options.declaration.name, expected: "numbers or classes", found: "sequences")
    }
  }
}
