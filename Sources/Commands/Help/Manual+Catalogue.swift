import Learning

extension Manual {
  /// Every layer, loss, penalty, optimizer, metric, callback and augmentation.
  static var catalogue: String {
    let sections = Learning.Category.allCases.flatMap { category -> [String] in
      ["### \(plural(category))"] + Catalogue.declarations(category).map(section)
    }
    let introduction = """
      ## Catalogue

      What `model`, `loss`, `add`, `optimizer`, `schedule` and `augment` take, and what `evaluate` tells. Options are written
      in parentheses: `adam(lr=0.01)`. The first ones of some may be given without their names:
      `dense(32)`, `l2(1e-4)`; the tables mark these with \u{2022}.
      """
    return ([introduction] + sections).joined(separator: "\n\n")
  }

  private static func plural(_ category: Learning.Category) -> String {
    switch category {
    case .layer: "Layers"
    case .loss: "Losses"
    case .penalty: "Penalties"
    case .optimizer: "Optimizers"
    case .schedule: "Schedules"
    case .metric: "Metrics"
    case .callback: "Callbacks"
    case .augmentation: "Augmentations"
    }
  }

  private static func section(_ declaration: Declaration) -> String {
    var parts = ["#### \(declaration.name)", declaration.summary]
    if let formula = declaration.formula { parts.append("```\n\(formula)\n```") }
    if let loss = definition(declaration) {
      parts += HelpText.guideRows(loss).map { "*\($0.0.capitalizedFirst)*: \($0.1)" }
    }
    if let discussion = declaration.discussion { parts.append(paragraph(discussion)) }
    if !declaration.options.isEmpty {
      parts.append(table(["option", "meaning", "value", "default"], declaration.options.map(row)))
    }
    for list in definition(declaration)?.arrayLists ?? [] {
      parts.append(
        "\(list.title):\n\n" + table(["array", "meaning"], list.rows.map { [code($0), $1] }))
    }
    if let reference = declaration.reference { parts.append("Source: \(reference).") }
    return parts.joined(separator: "\n\n")
  }

  /// The loss behind a declaration, if it is one.
  private static func definition(_ declaration: Declaration) -> LossDefinition? {
    guard declaration.category == .loss else { return nil }
    return LossDefinition.all.first { $0.name == declaration.name }
  }

  private static func row(_ option: OptionDeclaration) -> [String] {
    [
      code(option.name) + (option.positional ? " \u{2022}" : ""), option.summary, "\(option.kind)",
      option.defaultValue.map { "\($0)" } ?? "must be given",
    ]
  }
}
