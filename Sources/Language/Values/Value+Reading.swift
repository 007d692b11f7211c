extension Value {
  /// The number, if it is one.
  public var asNumber: Double? {
    if case .number(let number) = self { return number }
    return nil
  }

  /// The truth value, if it is one.
  public var asBool: Bool? {
    if case .bool(let bool) = self { return bool }
    return nil
  }

  /// The text, if it is one.
  public var asText: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// The text or bare name, if it is one.
  public var asName: String? {
    switch self {
    case .text(let text): text
    case .symbol(let name): name
    case .call(let call) where call.positional.isEmpty && call.named.isEmpty: call.name
    default: nil
    }
  }

  /// The elements of a list or a range.
  public var asList: [Value]? {
    switch self {
    case .list(let values): values
    case .range(let range):
      range.count == 0 ? [] : (range.first...range.last).map { .number(Double($0)) }
    default: nil
    }
  }

  /// Layers or other items of the catalogue: one, a chain, or a list of them.
  public var asConstructors: [Constructor]? {
    switch self {
    case .symbol(let name): return [Constructor(name)]
    case .call(let call): return [call]
    case .chain(let calls): return calls
    case .list(let values):
      var result: [Constructor] = []
      for value in values {
        guard let items = value.asConstructors else { return nil }
        result += items
      }
      return result
    default: return nil
    }
  }
}
