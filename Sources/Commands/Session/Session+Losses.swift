import Language
import Learning

extension Session {
  /// The loss a value of the language means: the one door through which every verb takes a loss.
  ///
  /// A loss of the catalogue or of the session's own with its options, `uncertainty(a, b)`, or a sum
  /// `a + 0.3 * b`.
  ///
  /// - Throws: `LearningError` for options that are wrong and losses that do not go together,
  ///   `Complaint` for a value that is no loss; with its place for a part of a sum.
  func lossSpecification(_ value: Value) throws -> LossSpecification {
    if case .combination(let sum) = value {
      return try LossSpecification(
        .mixture(sum.terms.map { (weight: $0.weight, loss: try placed($0.item)) }))
    }
    guard let items = value.asConstructors, items.count == 1 else {
      throw Complaint("a loss cannot be \(value.kindName)", hint: "losses")
    }
    return try lossSpecification(items[0])
  }

  private func lossSpecification(_ item: Constructor) throws -> LossSpecification {
    if item.name == OwnLoss.uncertainty {
      let losses = try item.positional.flatMap { $0.asConstructors ?? [] }.map(placed)
      return try LossSpecification(.uncertainty(losses))
    }
    if let own = ownLosses.first(where: { $0.name == item.name }) {
      return try LossSpecification(own.definition, item)
    }
    return try LossSpecification(item)
  }

  /// One loss of several; what is wrong with it is told where it stands.
  private func placed(_ item: Constructor) throws -> LossSpecification {
    do { return try lossSpecification(item) } catch let error as PlacedError { throw error } catch {
      throw PlacedError(error, at: item.span)
    }
  }

  /// Losses beside those that Learning declares, as the language sees them.
  var furtherLosses: [CatalogueEntry] {
    [.uncertainty] + ownLosses.map { CatalogueEntry($0.definition.declaration) }
  }

  /// Everything of a category that can be named at present.
  func declarations(_ category: Learning.Category) -> [Declaration] {
    let known = Catalogue.declarations(category)
    return category == .loss
      ? known + [.uncertainty] + ownLosses.map(\.definition.declaration) : known
  }

  /// Everything that can be named at present.
  var declarations: [Declaration] { Learning.Category.allCases.flatMap(declarations) }

  /// The loss of a name, the session's own included.
  func lossDefinition(_ name: String) -> LossDefinition? {
    LossDefinition.all.first { $0.name == name }
      ?? ownLosses.first { $0.name == name }?.definition
  }

  /// Takes a loss of the user's own into the catalogue, in place of an earlier one of its name.
  mutating func define(_ own: OwnLoss) {
    if let index = ownLosses.firstIndex(where: { $0.name == own.name }) {
      ownLosses[index] = own
    } else {
      ownLosses.append(own)
    }
  }
}

extension LossSpecification {
  /// The names of the losses it is made of.
  var names: [String] {
    definition.summands.isEmpty ? [name] : definition.summands.flatMap(\.loss.names)
  }
}

extension Declaration {
  /// The sum of losses that learns their weights, whatever the losses are.
  static let uncertainty: Declaration = {
    let example = try? LossDefinition.uncertainty([LossSpecification("mse")]).declaration
    return Declaration(
      OwnLoss.uncertainty, .loss, "A sum of losses whose weights are learned with the model.",
      formula: example?.formula, discussion: example?.discussion, reference: example?.reference)
  }()
}

extension CatalogueEntry {
  /// The sum of losses that learns their weights.
  static let uncertainty = CatalogueEntry(
    name: OwnLoss.uncertainty, category: Learning.Category.loss.rawValue,
    summary: Declaration.uncertainty.summary,
    parameters: [
      .variadic(
        "losses", .catalogue([Learning.Category.loss.rawValue]), "the losses", required: true)
    ])
}

extension ParameterKind {
  /// A loss as typed, or a sum of losses; its values go through `Session.lossSpecification`.
  static let loss = ParameterKind.combination([Learning.Category.loss.rawValue])

  /// A formula that becomes a loss.
  static let lossFormula = ParameterKind.definition(
    FormulaRules(
      form: "name(y, p) = formula",
      functions: FormulaFunction.all.map { Completion($0.name, $0.summary, .name) },
      entry: { CatalogueEntry(try OwnLoss($0).definition.declaration) }))
}
