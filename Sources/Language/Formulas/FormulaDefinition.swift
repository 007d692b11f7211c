/// `name(a, b, c=1) = formula`, as a verb gets it.
public struct FormulaDefinition: Sendable {
  /// The name defined.
  public let name: Name

  /// The parameters in order.
  public let parameters: [FormulaParameter]

  /// The formula.
  public let formula: Formula

  /// The variables and functions that the formula names and the session had when it was defined.
  ///
  /// They are the formula's by value: changing the variable later changes nothing.
  public let captured: [String: Value]
}

/// A parameter of a defined formula.
public struct FormulaParameter: Sendable {
  /// Its name.
  public let name: Name

  /// Its value when it is not given, computed when the formula was defined.
  public let defaultValue: Value?

  /// Where the default is written.
  public let defaultSpan: Span?
}

/// What a verb that takes a definition says of it.
public struct FormulaRules: Sendable {
  /// How it is written, for help and messages: "name(y, p) = formula".
  public let form: String

  /// The functions a formula may call, for completion.
  public let functions: [Completion]

  /// The entry of the catalogue that a definition adds, or an error for what is wrong with it
  /// whatever the session; for `check`.
  public let entry: @Sendable (FormulaDefinition) throws -> CatalogueEntry

  /// Declares how a verb takes definitions.
  public init(
    form: String, functions: [Completion],
    entry: @escaping @Sendable (FormulaDefinition) throws -> CatalogueEntry
  ) {
    self.form = form
    self.functions = functions
    self.entry = entry
  }
}
