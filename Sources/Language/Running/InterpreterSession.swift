/// What the interpreter asks of a session.
///
/// A session is a value: a statement maps it to the next.
public protocol InterpreterSession: Sendable {
  /// The language's own part of the session.
  var scope: Scope { get set }

  /// The value of one of the session's own names, such as a run or a part; nil if unknown.
  func lookup(_ name: String) -> Value?

  /// Names `lookup` knows at present, for completion and suggestions.
  var names: [String] { get }

  /// Names that `lookup` may come to know while a script runs ("train", "test"), for `check`.
  var namesToCome: [String] { get }

  /// Names of a category at present, such as "column"; for arguments of kind `.name`.
  func candidates(_ category: String) -> [String]

  /// The catalogue's categories: "layer", "loss", ...
  var catalogueCategories: [String] { get }

  /// The entries of a category.
  func catalogue(_ category: String) -> [CatalogueEntry]

  /// Called before a cell runs, its number already in `scope.cellCount`; for history and undo.
  mutating func cellWillBegin(_ number: Int, source: String)
}

extension InterpreterSession {
  /// Nothing to remember.
  public mutating func cellWillBegin(_ number: Int, source: String) {}

  /// No names of its own.
  public func lookup(_ name: String) -> Value? { nil }

  /// No names of its own.
  public var names: [String] { [] }

  /// No names of its own.
  public var namesToCome: [String] { [] }

  /// No candidates.
  public func candidates(_ category: String) -> [String] { [] }

  /// No catalogue.
  public var catalogueCategories: [String] { [] }

  /// No catalogue.
  public func catalogue(_ category: String) -> [CatalogueEntry] { [] }
}

/// Something the language can name and give options to: a layer, loss, optimizer, metric, ...
public struct CatalogueEntry: Sendable {
  /// Its name.
  public let name: String

  /// Its category.
  public let category: String

  /// One line for help and completion.
  public let summary: String

  /// Its arguments; nil if they are not declared and so not checked here.
  public let parameters: [Parameter]?

  /// Declares an entry.
  public init(name: String, category: String, summary: String, parameters: [Parameter]?) {
    self.name = name
    self.category = category
    self.summary = summary
    self.parameters = parameters
  }
}
