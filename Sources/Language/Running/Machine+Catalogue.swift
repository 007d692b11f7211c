extension Machine {
  /// Something of these categories, or several joined by `->`.
  func resolveCatalogue(
    _ node: ExpressionNode, _ categories: [String], _ parameter: String
  ) throws -> Value {
    switch node.kind {
    case .chain(let parts):
      let items = try parts.flatMap { part in
        try located(part.span) {
          try resolveCatalogue(part, categories, parameter).asConstructors ?? []
        }
      }
      return .chain(items)
    case .name(let name):
      let entries = catalogueEntries(name, in: categories)
      if !entries.isEmpty {
        return .call(try construct(Name(text: name, span: node.span), [], entries))
      }
      if knownValue(of: name) == nil { throw notInCatalogue(name, categories) }
    case .suffixed(let base, let suffixes):
      if let call = try resolveCall(base, suffixes, categories) { return call }
    default: break
    }
    let value = try evaluate(node)
    if let result = conform(value, to: .catalogue(categories)) { return result }
    if let stranger = value.asConstructors?.first {
      throw notInCatalogue(stranger.name, categories)
    }
    throw mismatch(value, .catalogue(categories), parameter)
  }

  private func resolveCall(
    _ base: ExpressionNode, _ suffixes: [Suffix], _ categories: [String]
  ) throws -> Value? {
    guard case .name(let name) = base.kind, suffixes.count == 1,
      case .call(let arguments) = suffixes[0].kind, variable(name) == nil
    else { return nil }
    let entries = catalogueEntries(name, in: categories)
    if entries.isEmpty {
      if BuiltInFunction.named(name) != nil { return nil }
      throw Fault(notInCatalogue(name, categories), at: base.span)
    }
    return .call(try construct(Name(text: name, span: base.span), arguments, entries))
  }

  func notInCatalogue(_ name: String, _ categories: [String]) -> LanguageError {
    let names = categories.flatMap { session.catalogue($0).map(\.name) }
    return .notInCatalogue(
      name, categories: categories, nearest: nearestName(to: name, among: names + variableNames))
  }

  /// Builds what the first fitting entry of a name declares.
  func construct(
    _ name: Name, _ arguments: [ArgumentNode], _ entries: [CatalogueEntry]
  ) throws -> Constructor {
    var first: (any Error)?
    for entry in entries {
      do { return try construct(name, arguments, entry) } catch { first = first ?? error }
    }
    throw first ?? LanguageError.unknownName(name.text, nearest: nil)
  }

  private func construct(
    _ name: Name, _ arguments: [ArgumentNode], _ entry: CatalogueEntry
  ) throws -> Constructor {
    guard let parameters = entry.parameters else {
      return try constructFreely(name, arguments, entry)
    }
    let slots = try ArgumentSlots(arguments, to: parameters, of: name.text, at: name.span).slots
    var result = Constructor(name.text, category: entry.category, span: name.span)
    for slot in slots {
      let values = try slot.nodes.map {
        try resolve($0, as: slot.parameter.kind, for: slot.parameter.name)
      }
      if slot.parameter.style == .variadic {
        result.positional += values
      } else {
        result.named.append((slot.parameter.name, values[0]))
        if !slot.isNamed { result.unwritten.insert(slot.parameter.name) }
      }
      result.argumentSpans[slot.parameter.name] = slot.span
    }
    _ = try limited(.list([.call(result)]))
    return result
  }

  /// An entry that does not declare its arguments takes any.
  private func constructFreely(
    _ name: Name, _ arguments: [ArgumentNode], _ entry: CatalogueEntry
  ) throws -> Constructor {
    var result = Constructor(name.text, category: entry.category, span: name.span)
    for argument in arguments {
      let value = try evaluate(argument.value)
      let key = argument.name?.text ?? "\(result.positional.count)"
      if let name = argument.name {
        result.named.append((name.text, value))
      } else {
        result.positional.append(value)
      }
      result.argumentSpans[key] = argument.span
    }
    _ = try limited(.list([.call(result)]))
    return result
  }
}
