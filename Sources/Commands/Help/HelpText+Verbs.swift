import Language

extension HelpText {
  /// Everything about a verb.
  static func text(of verb: Verb) -> String {
    var parts = ["\(verb.name): \(verb.summary.lowercasedFirst)", "  " + usage(of: verb)]
    if !verb.discussion.isEmpty {
      parts.append(wrap(verb.discussion, to: 98).joined(separator: "\n"))
    }
    if !verb.parameters.isEmpty {
      parts.append(verb.parameters.flatMap(lines).map { "  " + $0 }.joined(separator: "\n"))
    }
    let examples = verb.examples.filter {
      if case .fails = $0.outcome { return false }
      return true
    }
    if !examples.isEmpty {
      let shown = examples.map { "  " + $0.line + ($0.note.isEmpty ? "" : "    # \($0.note)") }
      parts.append((["Examples:"] + shown).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// How a verb is written: `fit [epochs=…] [batch=…]`.
  static func usage(of verb: Verb) -> String {
    let words = verb.parameters.map { parameter -> String in
      let form =
        switch parameter.style {
        case .positional: parameter.name.uppercased()
        case .variadic: parameter.name.uppercased() + " …"
        case .option: parameter.name + "=…"
        case .keyword: parameter.name + " …"
        }
      return parameter.isRequired ? form : "[\(form)]"
    }
    return ([verb.name] + words).joined(separator: " ")
  }

  /// A parameter as help shows it.
  static func lines(of parameter: Parameter) -> [String] {
    let name =
      switch parameter.style {
      case .positional, .variadic: parameter.name.uppercased()
      case .option: parameter.name + "="
      case .keyword: parameter.name
      }
    var text = parameter.summary + "; " + parameter.kind.phrase
    if let value = parameter.defaultWords {
      text += "; default \(value)"
    }
    return columns([(name, text)])
  }
}

extension String {
  /// The text with its first letter small, to go on after a colon.
  var lowercasedFirst: String {
    guard let first else { return self }
    return first.lowercased() + dropFirst()
  }
}

extension Parameter {
  /// The default as it would be typed; nil without one.
  var defaultWords: String? {
    if let defaultText { return defaultText }
    if case .choice = kind { return defaultValue?.asName }
    return defaultValue?.code
  }
}
