extension Value {
  /// The value as `print` shows it: texts bare.
  public var text: String {
    if case .text(let text) = self { return text }
    return code
  }

  /// The value as it would be typed: texts quoted.
  public var code: String {
    switch self {
    case .none: "none"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): numberText(number)
    case .text(let text): quoted(text)
    case .list(let values): "[" + values.map(\.code).joined(separator: ", ") + "]"
    case .range(let range): "\(range.first)..\(range.last)"
    case .record(let record): record.code
    case .symbol(let name): name
    case .call(let call): call.code
    case .chain(let calls): calls.map(\.code).joined(separator: " -> ")
    case .function(let function): function.code
    }
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
    let code = code
    return code.count <= 60 ? code : kindName
  }
}

extension Record {
  var code: String {
    let fields = zip(names, values).map { "\($0): \($1.code)" }
    return typeName + " {" + fields.joined(separator: ", ") + "}"
  }
}

extension Constructor {
  /// As it would be typed.
  public var code: String {
    let arguments = positional.map(\.code) + named.map { "\($0.name)=\($0.value.code)" }
    return arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
  }
}

extension Function {
  var code: String { "\(name)(\(parameters.joined(separator: ", ")))" }
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
