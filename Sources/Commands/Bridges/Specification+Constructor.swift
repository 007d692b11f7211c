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
    let options = definition.declaration.options
    let places = options.filter(\.positional)
    try self.init(
      definition,
      positional: constructor.positional.enumerated().map { index, value in
        let kind = places.indices.contains(index) ? places[index].kind : nil
        return try Self.option("\(index + 1)", value, kind, constructor)
      },
      named: constructor.named.map { name, value in
        let kind = options.first { $0.name == name }?.kind
        return (name, try Self.option(name, value, kind, constructor))
      })
  }

  private static func option(
    _ name: String, _ value: Value, _ kind: OptionKind?, _ constructor: Constructor
  ) throws -> OptionValue {
    if kind == .network, let layers = value.asConstructors {
      return .network(try NetworkSpecification(layers))
    }
    guard let option = OptionValue(value) else {
      throw Complaint(
        "\(constructor.name): option \(name) cannot be \(value.kindName)",
        hint: "help \(constructor.name)")
    }
    return option
  }
}

extension NetworkSpecification {
  /// The layers a line of the language names, each with its options checked.
  ///
  /// - Throws: what is wrong with a layer, with the place of its constructor.
  init(_ constructors: [Constructor]) throws {
    self.init(
      try constructors.map { layer in
        do { return try Specification<LayerDefinition>(layer) } catch let error as PlacedError {
          throw error
        } catch {
          throw PlacedError(error, at: layer.span)
        }
      })
  }
}
