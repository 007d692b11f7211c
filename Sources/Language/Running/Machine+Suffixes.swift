extension Machine {
  func evaluateSuffixed(_ base: ExpressionNode, _ suffixes: [Suffix]) throws -> Value {
    var rest = suffixes[...]
    var value: Value
    if case .name(let name) = base.kind, let first = suffixes.first {
      switch first.kind {
      case .call(let arguments):
        rest = rest.dropFirst()
        value = try evaluateCall(Name(text: name, span: base.span), arguments)
      case .index(let index) where name == "out" && variable("out") == nil:
        rest = rest.dropFirst()
        value = try evaluateOutput(index)
      default: value = try evaluate(base)
      }
    } else {
      value = try evaluate(base)
    }
    for suffix in rest { value = try located(suffix.span) { try apply(suffix, to: value, base) } }
    return value
  }

  private func apply(_ suffix: Suffix, to value: Value, _ base: ExpressionNode) throws -> Value {
    switch suffix.kind {
    case .field(let name): return try field(name, of: value)
    case .index(let node): return try element(of: value, at: node)
    case .call(let arguments):
      guard case .function(let function) = value else {
        throw LanguageError.notAFunction(base.span.text, found: value.kindName)
      }
      return try callFunction(function, arguments, at: suffix.span)
    }
  }

  private func field(_ name: String, of value: Value) throws -> Value {
    switch value {
    case .record(let record):
      if let value = record[name] { return value }
      throw LanguageError.noField(
        name, of: withArticle(record.typeName),
        nearest: nearestName(to: name, among: record.names), fields: record.names)
    case .call(let call):
      if let value = call[name] { return value }
      throw LanguageError.noField(name, of: call.name, nearest: nil, fields: call.named.map(\.name))
    default: throw LanguageError.noFields(of: value.sketch)
    }
  }

  private func element(of value: Value, at node: ExpressionNode) throws -> Value {
    let position = try evaluate(node)
    if case .record(let record) = value, case .text(let name) = position {
      return try field(name, of: .record(record))
    }
    guard let index = position.asNumber.flatMap(wholeNumber) else {
      throw Fault(LanguageError.badIndex(position.sketch), at: node.span)
    }
    return try located(node.span) { try element(of: value, at: index) }
  }

  private func element(of value: Value, at index: Int) throws -> Value {
    func place(in count: Int) throws -> Int {
      let place = index < 0 ? index + count : index
      guard 0..<count ~= place else { throw LanguageError.indexOutOfRange(index, count: count) }
      return place
    }
    switch value {
    case .list(let values): return values[try place(in: values.count)]
    case .range(let range): return .number(Double(range.first + (try place(in: range.count))))
    case .chain(let layers): return .call(layers[try place(in: layers.count)])
    case .text(let text):
      let place = try place(in: text.count)
      return .text(String(text[text.index(text.startIndex, offsetBy: place)]))
    default: throw LanguageError.notIndexable(value.sketch)
    }
  }

  /// `out[3]`: the value of a cell; negative numbers count back from the last one.
  private func evaluateOutput(_ node: ExpressionNode) throws -> Value {
    let position = try evaluate(node)
    return try located(node.span) {
      guard let index = position.asNumber.flatMap(wholeNumber) else {
        throw LanguageError.badIndex(position.sketch)
      }
      let number = index < 0 ? cell + index : index
      guard let value = session.scope.outputs[number] else { throw LanguageError.noCell(number) }
      return value
    }
  }
}
