import Language
import Learning

extension Specification {
  /// What a line of the language names, with its options checked against the declaration.
  ///
  /// - Throws: `LearningError` for unknown names and options, `Complaint` for a value that no
  ///   option takes; either with the place of the constructor.
  init(_ constructor: Constructor) throws {
    try self.init(Defined.named(constructor.name), constructor)
  }

  /// A definition that is already found, with the options of a line.
  init(_ definition: Defined, _ constructor: Constructor) throws {
    try self.init(
      definition,
      positional: constructor.positional.enumerated().map {
        try Self.option("\($0 + 1)", $1, constructor)
      },
      named: constructor.named.map { ($0.name, try Self.option($0.name, $0.value, constructor)) })
  }

  private static func option(
    _ name: String, _ value: Value, _ constructor: Constructor
  ) throws -> OptionValue {
    guard let option = OptionValue(value) else {
      throw Complaint(
        "\(constructor.name): option \(name) cannot be \(value.kindName)",
        hint: "help \(constructor.name)")
    }
    return option
  }
}
