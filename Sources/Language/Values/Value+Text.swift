extension Value {
  /// The value as `print` shows it: texts bare.
  public var text: String {
    if case .text(let text) = self { return text }
    return code
  }

  /// The value as it would be typed: texts quoted.
  public var code: String { code(atMost: .max) }

  /// As `text`, but given up soon after so many bytes.
  func text(atMost limit: Int) -> String {
    if case .text(let text) = self { return text }
    return code(atMost: limit)
  }

  private func code(atMost limit: Int) -> String {
    var writer = ValueWriter(limit: limit)
    writer.write(self)
    return writer.text
  }

  /// What kind of value it is, with its article, for messages: "a number".
  public var kindName: String {
    switch self {
    case .none: "none"
    case .bool: "a truth value"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .range: "a range"
    case .record(let record): withArticle(record.typeName)
    case .symbol(let name): "the name \(name)"
    case .call(let call): "\(call.name)(...)"
    case .chain: "a chain of layers"
    case .combination(let sum): "a sum of \(sum.terms.count)"
    case .function: "a function"
    }
  }

  /// The value for a message: short ones as typed, long ones by kind.
  public var sketch: String {
    switch self {
    case .list(let values) where values.count > 8: return "a list of \(values.count)"
    case .record, .function: return kindName
    default: break
    }
    let code = code(atMost: 200)
    return code.count <= 60 ? code : kindName
  }
}

extension Constructor {
  /// As it would be typed.
  public var code: String { Value.call(self).code }
}

/// A text as a literal of the language.
public func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "{": result += "{{"
    case "}": result += "}}"
    case _ where scalar.properties.generalCategory == .control:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

func withArticle(_ noun: String) -> String {
  guard let first = noun.first else { return "a value" }
  return ("aeiou".contains(first) ? "an " : "a ") + noun
}
