import DataSources
import Language
import Learning

extension Session {
  /// The session's own names: parts, the last run as `run`, and every run by its name.
  public func lookup(_ name: String) -> Value? {
    if let part = Part(rawValue: name), let evaluation = evaluations[part] {
      return .record(evaluation.record)
    }
    if name == "run", let run = lastRun { return .record(run.record) }
    // A run of a comparison is called as its loss, whose name goes on meaning the loss.
    return runs.last { $0.name == name && $0.comparison == nil }.map { .record($0.record) }
  }

  /// Names `lookup` knows.
  public var names: [String] {
    let parts = Part.allCases.filter { evaluations[$0] != nil }.map(\.rawValue)
    let fits = runs.filter { $0.comparison == nil }
    return parts + (fits.isEmpty ? [] : ["run"]) + fits.map(\.name)
  }

  /// Names that a script may come to know while it runs.
  public var namesToCome: [String] { Part.allCases.map(\.rawValue) + ["run"] }

  /// Names of a category, for arguments that take a name.
  public func candidates(_ category: String) -> [String] {
    switch category {
    case "column": data?.columnNames ?? []
    case "part": Part.allCases.map(\.rawValue)
    case "run": runs.map(\.name)
    case "dataset": BundledSet.all.map(\.name)
    case "topic": HelpText.topics(CommandTable(allCommands), self)
    default: []
    }
  }

  /// The catalogue's categories.
  public var catalogueCategories: [String] { Learning.Category.allCases.map(\.rawValue) }

  /// The entries of a category.
  ///
  /// Options are checked where the thing is made, by its declaration.
  public func catalogue(_ category: String) -> [CatalogueEntry] {
    guard let category = Learning.Category(rawValue: category) else { return [] }
    let known = Catalogue.declarations(category).map(CatalogueEntry.init)
    return category == .loss ? known + furtherLosses : known
  }
}

extension CatalogueEntry {
  /// A declaration as the language sees it.
  init(_ declaration: Declaration) {
    self.init(
      name: declaration.name, category: declaration.category.rawValue,
      summary: declaration.summary, parameters: declaration.options.map(Parameter.init))
  }
}

extension Parameter {
  /// An option of the catalogue as the language declares one, for completion and `check`.
  init(_ option: OptionDeclaration) {
    self.init(
      name: option.name, summary: option.summary, kind: ParameterKind(option.kind),
      style: option.positional ? .positional : .option,
      isRequired: option.defaultValue == nil,
      defaultText: option.defaultValue.map { "\($0)" })
  }
}
