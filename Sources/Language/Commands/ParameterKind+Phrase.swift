extension ParameterKind {
  /// What the parameter takes, in words: "an integer of at least 1", "one of mean, sum, none".
  public var phrase: String {
    switch self {
    case .number(let bounds): "a number\(bounds.phrase)"
    case .integer(let bounds): "an integer\(bounds.phrase)"
    case .flag: "true or false"
    case .text: "a text"
    case .path: "a file path in quotes"
    case .name(let category): "the name of a \(category)"
    case .newName: "a name"
    case .choice(let choices):
      choices.count == 1 ? choices[0].name : "one of " + choices.map(\.name).joined(separator: ", ")
    case .catalogue(let categories): withArticle(categories.joined(separator: " or "))
    case .combination(let categories):
      withArticle(categories.joined(separator: " or ")) + " or a sum of them"
    case .definition(let rules): rules.form
    case .list(let kind): "a list, each \(kind.phrase)"
    case .formula(let category): "an expression over \(category) names"
    case .nothing: "none"
    case .either(let kinds): kinds.map(\.phrase).joined(separator: ", or ")
    case .any: "a value"
    }
  }
}
