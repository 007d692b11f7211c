extension Machine {
  /// A value as its parameter's kind promises it; nil if it does not fit.
  func conform(_ value: Value, to kind: ParameterKind) -> Value? {
    switch kind {
    case .number(let bounds):
      return value.asNumber.map(bounds.contains) == true ? value : nil
    case .integer(let bounds):
      guard let number = value.asNumber, wholeNumber(number) != nil else { return nil }
      return bounds.contains(number) ? value : nil
    case .flag: return value.asBool == nil ? nil : value
    case .text, .path: return value.asText == nil ? nil : value
    case .newName: return value.asText.flatMap { $0.isEmpty ? nil : .text($0) }
    case .name(let category):
      return member(value, of: session.candidates(category))
    case .choice(let choices):
      // Where `none` is one of the words, the value of that name is meant.
      let word = if case .none = value { Value.symbol("none") } else { value }
      return member(word, of: choices.map(\.name))
    case .catalogue(let categories): return conform(value, to: categories)
    case .combination(let categories): return conform(value, toSumOf: categories)
    case .list(let element):
      guard let values = value.asList else { return nil }
      let results = values.compactMap { conform($0, to: element) }
      return results.count == values.count ? .list(results) : nil
    case .formula, .definition: return nil
    case .nothing: return value == .none ? value : nil
    case .either(let kinds): return kinds.lazy.compactMap { self.conform(value, to: $0) }.first
    case .any: return value
    }
  }

  private func conform(_ value: Value, toSumOf categories: [String]) -> Value? {
    if case .combination(let sum) = value {
      let isKnown = sum.terms.allSatisfy { conform(.call($0.item), to: categories) != nil }
      return isKnown ? value : nil
    }
    guard case .call(let item)? = conform(value, to: categories) else { return nil }
    return .call(item)
  }

  private func member(_ value: Value, of names: [String]) -> Value? {
    guard let name = value.asName, names.contains(name) else { return nil }
    return .text(name)
  }

  /// A value made earlier, as items of these categories.
  private func conform(_ value: Value, to categories: [String]) -> Value? {
    guard let items = value.asConstructors else { return nil }
    let fitting = items.allSatisfy { item in
      !catalogueEntries(item.name, in: categories).isEmpty
    }
    guard fitting else { return nil }
    switch value {
    case .chain, .list: return .chain(items)
    default: return items.first.map(Value.call)
    }
  }
}
