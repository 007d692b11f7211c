/// A layer, loss, penalty, optimizer, schedule, metric, callback or augmentation: its declaration and how it works.
///
/// Adding one is one file that makes the value, and its name in the list `all`.
public protocol Definition: Sendable {
  /// What this kind of definition defines.
  static var category: Category { get }
  /// Every definition of the kind, in the order help shows them.
  static var all: [Self] { get }
  /// Name, options and help text.
  var declaration: Declaration { get }
  /// Refuses options that are right one by one but contradict each other.
  func check(_ options: Options) throws
}

extension Definition {
  /// The name as typed.
  public var name: String { declaration.name }

  /// Any options that are right one by one are right together.
  public func check(_ options: Options) throws {}

  /// The definition with this name.
  ///
  /// - Throws: `LearningError.unknownName` with the nearest names.
  public static func named(_ name: String) throws -> Self {
    if let found = all.first(where: { $0.name == name }) { return found }
    throw LearningError.unknownName(category, name: name, known: all.map(\.name))
  }
}

/// A definition together with its checked options: `dense(32)`, `adam(lr=0.01)`.
public struct Specification<Defined: Definition>: Sendable, CustomStringConvertible {
  /// What was named.
  public let definition: Defined
  /// Its checked options.
  public let options: Options

  /// Checks the options of a definition.
  ///
  /// - Throws: `LearningError` for options the declaration does not allow.
  public init(
    _ definition: Defined, positional: [OptionValue] = [], named: [(String, OptionValue)] = []
  ) throws {
    self.definition = definition
    options = try Options(definition.declaration, positional: positional, named: named)
    try definition.check(options)
  }

  /// Takes options that have been checked.
  init(_ definition: Defined, checked options: Options) {
    self.definition = definition
    self.options = options
  }

  /// Finds a definition by name and checks its options.
  ///
  /// - Throws: `LearningError` for an unknown name or options the declaration does not allow.
  public init(
    _ name: String, _ positional: [OptionValue] = [], _ named: [(String, OptionValue)] = []
  ) throws {
    try self.init(Defined.named(name), positional: positional, named: named)
  }

  /// The name as typed.
  public var name: String { definition.name }

  /// The call as typed: `dense(32)`.
  public var description: String { options.description }
}

extension Specification: Equatable {
  /// Two specifications are equal when they name the same thing with the same options.
  public static func == (left: Specification, right: Specification) -> Bool {
    left.options == right.options
  }
}

/// A loss and its options.
public typealias LossSpecification = Specification<LossDefinition>
/// A penalty and its options.
public typealias PenaltySpecification = Specification<PenaltyDefinition>
/// An optimizer and its options.
public typealias OptimizerSpecification = Specification<OptimizerDefinition>
