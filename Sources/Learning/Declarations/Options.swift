/// The checked options of a declared thing: every declared option has a value of its kind.
public struct Options: Sendable, Equatable {
  /// What the options belong to.
  public let declaration: Declaration
  /// One value for each of the declaration's options, in their order.
  public let values: [OptionValue]

  /// Takes values that have been checked: `Options.init(_:positional:named:)` is the only caller.
  init(checked values: [OptionValue], for declaration: Declaration) {
    self.declaration = declaration
    self.values = values
  }

  /// The value of an option, `.none` when it has none.
  ///
  /// The name is written by the author of the thing, not by a user: a wrong one is a mistake in
  /// this program, which the tests that make every declared thing would meet.
  public subscript(name: String) -> OptionValue {
    guard let index = declaration.options.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(declaration.name) declares no option \(name)")
    }
    return values[index]
  }

  /// The same options with another value for one of them, which must be of its kind.
  func replacing(_ name: String, with value: OptionValue) -> Options {
    var values = values
    for (index, option) in declaration.options.enumerated() where option.name == name {
      values[index] = value
    }
    return Options(checked: values, for: declaration)
  }

  /// The value of a number option.
  public func number(_ name: String) -> Double {
    guard case .number(let number) = self[name] else { unexpected(name, "a number") }
    return number
  }

  /// The value of a whole-number option.
  public func integer(_ name: String) -> Int { Int(number(name)) }

  /// The value of a flag.
  public func flag(_ name: String) -> Bool {
    guard case .flag(let flag) = self[name] else { unexpected(name, "a flag") }
    return flag
  }

  /// The value of a text or choice option.
  public func text(_ name: String) -> String {
    guard case .text(let text) = self[name] else { unexpected(name, "a text") }
    return text
  }

  /// The value of a list of numbers.
  public func numbers(_ name: String) -> [Double] {
    guard case .numbers(let numbers) = self[name] else { unexpected(name, "numbers") }
    return numbers
  }

  /// The value of an optional number, nil when it is `none`.
  public func optionalNumber(_ name: String) -> Double? {
    guard case .number(let number) = self[name] else { return nil }
    return number
  }

  /// The value of an optional whole number, nil when it is `none`.
  public func optionalInteger(_ name: String) -> Int? { optionalNumber(name).map { Int($0) } }

  /// The value of an optional text, nil when it is `none`.
  public func optionalText(_ name: String) -> String? {
    guard case .text(let text) = self[name] else { return nil }
    return text
  }

  /// The layers inside a layer.
  public func network(_ name: String) -> NetworkSpecification {
    guard case .network(let network) = self[name] else { unexpected(name, "layers") }
    return network
  }

  /// A value was checked against its declared kind, so only an accessor of another kind gets here:
  /// a mistake in this program, met by the tests that make every declared thing.
  private func unexpected(_ name: String, _ kind: String) -> Never {
    preconditionFailure("\(declaration.name): option \(name) is \(self[name]), not \(kind)")
  }
}

extension Options: CustomStringConvertible {
  /// The call as typed, options at their default left out: `dropout(0.2)`, `adam(lr=0.01)`, `relu`.
  ///
  /// Sizes of layers, penalties and augmentations are read without their names, learning rates with.
  public var description: String {
    let bare = [.layer, .penalty, .augmentation].contains(declaration.category)
    let given = zip(declaration.options, values).filter { $0.defaultValue != $1 }
    let arguments = given.map { bare && $0.positional ? "\($1)" : "\($0.name)=\($1)" }
    return arguments.isEmpty
      ? declaration.name : "\(declaration.name)(\(arguments.joined(separator: ", ")))"
  }
}
