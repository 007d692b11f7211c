extension Machine {
  /// The value, if it is not too large and not nested too deeply to be copied, compared, printed
  /// and freed without harm.
  func limited(_ value: Value) throws -> Value {
    switch value {
    case .text(let text): try checkText(text)
    case .list:
      var count = 0
      try measure(value, depth: 0, count: &count)
    default: break
    }
    return value
  }

  func checkText(_ text: String) throws {
    guard text.utf8.count <= limits.textBytes else {
      throw LanguageError.limit(.text, most: limits.textBytes)
    }
  }

  private func measure(_ value: Value, depth: Int, count: inout Int) throws {
    let parts: [Value]
    switch value {
    case .list(let values): parts = values
    case .call(let call): parts = call.positional + call.named.map(\.value)
    default: return
    }
    guard depth < limits.nesting else { throw LanguageError.limit(.nesting, most: limits.nesting) }
    count += parts.count
    guard count <= limits.listCount else {
      throw LanguageError.limit(.list, most: limits.listCount)
    }
    for part in parts { try measure(part, depth: depth + 1, count: &count) }
  }

  /// A value as text, if that is not too long.
  func rendered(_ value: Value) throws -> String {
    let text = value.text(atMost: limits.textBytes)
    try checkText(text)
    return text
  }
}
