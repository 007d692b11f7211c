extension Machine {
  /// `name(arguments)`: a function, or something from the catalogue with its options.
  ///
  /// What is both (tanh, exp, ...) is the function when given one value without a name, and the
  /// catalogue's otherwise.
  func evaluateCall(_ name: Name, _ arguments: [ArgumentNode]) throws -> Value {
    try located(name.span) {
      if let value = variable(name.text) {
        guard case .function(let function) = value else {
          throw LanguageError.notAFunction(name.text, found: value.kindName)
        }
        return try callFunction(function, arguments, at: name.span)
      }
      let entries = catalogueEntries(name.text, in: session.catalogueCategories)
      let builtIn = BuiltInFunction.named(name.text)
      if let builtIn, entries.isEmpty || isOneValue(arguments) {
        return try callFunction(Function(builtIn), arguments, at: name.span)
      }
      if !entries.isEmpty { return .call(try construct(name, arguments, entries)) }
      throw unknownFunction(name.text)
    }
  }

  private func isOneValue(_ arguments: [ArgumentNode]) -> Bool {
    arguments.count == 1 && arguments[0].name == nil
  }

  private func unknownFunction(_ name: String) -> LanguageError {
    if let value = session.lookup(name) { return .notAFunction(name, found: value.kindName) }
    if commands[name] != nil { return .verbInExpression(name) }
    let functions = variableNames.filter {
      if case .function? = variable($0) { return true }
      return false
    }
    let names =
      functions + BuiltInFunction.all.map(\.name)
      + session.catalogueCategories.flatMap { session.catalogue($0).map(\.name) }
    return .unknownFunction(name, nearest: nearestName(to: name, among: names))
  }

  func callFunction(_ function: Function, _ arguments: [ArgumentNode], at span: Span) throws
    -> Value
  {
    let isVariadic = function.isVariadic
    var slots: [Value?] = Array(repeating: nil, count: function.parameters.count)
    var extra: [Value] = []
    var position = 0
    for argument in arguments {
      let value = try evaluate(argument.value)
      if let name = argument.name {
        try located(name.span) { try fill(name.text, value, &slots, function) }
      } else if position < slots.count {
        let parameter = function.parameters[position]
        try located(argument.span) { try fill(parameter, value, &slots, function) }
        position += 1
      } else if isVariadic {
        extra.append(value)
      } else {
        throw Fault(function.arityError(found: arguments.count), at: argument.span)
      }
    }
    return try located(span) { try call(function, slots, extra, at: span, count: arguments.count) }
  }

  private func fill(
    _ name: String, _ value: Value, _ slots: inout [Value?], _ function: Function
  ) throws {
    guard let index = function.parameters.firstIndex(of: name) else {
      throw LanguageError.unknownOption(
        name, of: function.name, nearest: nearestName(to: name, among: function.parameters),
        options: function.parameters)
    }
    if slots[index] != nil { throw LanguageError.duplicateArgument(name, of: function.name) }
    slots[index] = value
  }

  /// Calls a function with values by position.
  func call(_ function: Function, _ arguments: [Value], at span: Span) throws -> Value {
    let count = function.parameters.count
    var slots: [Value?] = Array(arguments.prefix(count))
    slots += Array(repeating: nil, count: count - slots.count)
    return try located(span) {
      try call(function, slots, Array(arguments.dropFirst(count)), at: span, count: arguments.count)
    }
  }

  private func call(
    _ function: Function, _ slots: [Value?], _ extra: [Value], at span: Span, count: Int
  ) throws -> Value {
    switch function.body {
    case .builtIn(let builtIn): return try callBuiltIn(builtIn, slots, extra, count)
    case .defined(let definition):
      guard extra.isEmpty else { throw function.arityError(found: count) }
      return try callDefined(definition, slots, at: span)
    case .named: throw LanguageError.notAFunction(function.name, found: "a formula")
    case .formula(let node):
      guard extra.isEmpty, !slots.contains(where: { $0 == nil }) else {
        throw function.arityError(found: count)
      }
      let pairs = zip(function.parameters, slots.compactMap { $0 })
      return try inFrame(Dictionary(uniqueKeysWithValues: pairs)) { try evaluate(node) }
    }
  }

  private func callBuiltIn(
    _ function: BuiltInFunction, _ slots: [Value?], _ extra: [Value], _ count: Int
  ) throws -> Value {
    let given = slots.prefix { $0 != nil }.compactMap { $0 } + extra
    guard function.arity.contains(given.count), given.count == count else {
      throw Function(function).arityError(found: count)
    }
    return try limited(function.evaluate(given))
  }

  private func callDefined(
    _ definition: FunctionDefinition, _ slots: [Value?], at span: Span
  ) throws -> Value {
    do {
      return try inFrame([:]) {
        for (parameter, value) in zip(definition.parameters, slots) {
          guard let value = try value ?? parameter.defaultValue.map(evaluate) else {
            throw LanguageError.missingArgument(
              parameter.name.text, of: definition.name.text, expected: "a value")
          }
          bind(parameter.name.text, value)
        }
        return try executeBody(definition)
      }
    } catch let fault as Fault {
      throw fault.noting("\(definition.name.text) is called here", at: span)
    }
  }

  /// Runs `body` with variables of its own; what it leaves behind is forgotten.
  private func inFrame<T>(_ variables: [String: Value], _ body: () throws -> T) throws -> T {
    guard frames.count < limits.calls else {
      throw LanguageError.limit(.calls, most: limits.calls)
    }
    frames.append(variables)
    defer { frames.removeLast() }
    return try body()
  }
}
