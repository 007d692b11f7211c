extension BuiltInFunction {
  /// Functions of lists and texts.
  static let listing: [BuiltInFunction] = [
    BuiltInFunction("len", ["x"], "Count the elements of a list, range, text or chain", length),
    BuiltInFunction("sorted", ["list"], "Sort numbers or texts, least first") {
      .list(try sorted(list($0[0], "sorted")))
    },
    BuiltInFunction("reversed", ["list"], "Turn a list around") {
      .list(try list($0[0], "reversed").reversed())
    },
    BuiltInFunction("contains", ["whole", "part"], "Tell whether a list or text holds something") {
      if case .text(let whole) = $0[0] {
        return .bool(whole.utf8.containsSubsequence(Array(try text($0[1], "contains").utf8)))
      }
      let part = $0[1]
      return .bool(try list($0[0], "contains").contains { $0 == part })
    },
    BuiltInFunction("list", ["range"], "Make a list of a range") {
      .list(try list($0[0], "list"))
    },
    BuiltInFunction("fields", ["record"], "List the names of a record's fields") {
      guard case .record(let record) = $0[0] else {
        throw LanguageError.outsideDomain(
          function: "fields", expected: "a record", found: $0[0].sketch)
      }
      return .list(record.names.map(Value.text))
    },
    BuiltInFunction(
      "join", ["list", "between"], optional: 1, "Join values into one text", join),
    BuiltInFunction("split_text", ["text", "at"], "Cut a text at a separator into a list") {
      let whole = try text($0[0], "split_text")
      let separator = try text($0[1], "split_text")
      guard let mark = separator.first, separator.count == 1 else {
        throw LanguageError.outsideDomain(
          function: "split_text", expected: "one character to cut at", found: quoted(separator))
      }
      let pieces = whole.split(separator: mark, omittingEmptySubsequences: false)
      return .list(pieces.map { .text(String($0)) })
    },
    BuiltInFunction("lower", ["text"], "Give a text in small letters") {
      .text(try text($0[0], "lower").lowercased())
    },
    BuiltInFunction("upper", ["text"], "Give a text in capitals") {
      .text(try text($0[0], "upper").uppercased())
    },
  ]

  private static func length(_ arguments: [Value]) throws -> Value {
    switch arguments[0] {
    case .list(let values): return .number(Double(values.count))
    case .range(let range): return .number(Double(range.count))
    case .text(let text): return .number(Double(text.count))
    case .chain(let layers): return .number(Double(layers.count))
    case .record(let record): return .number(Double(record.names.count))
    default:
      throw LanguageError.outsideDomain(
        function: "len", expected: "a list, range or text", found: arguments[0].sketch)
    }
  }

  /// Numbers with nan last, or texts.
  private static func sorted(_ values: [Value]) throws -> [Value] {
    if let numbers = all(values, \.asNumber) {
      return numbers.sorted { $1.isNaN ? !$0.isNaN : $0 < $1 }.map(Value.number)
    }
    if let texts = all(values, \.asText) { return texts.sorted().map(Value.text) }
    throw LanguageError.outsideDomain(
      function: "sorted", expected: "all numbers or all texts", found: "a mixture")
  }

  private static func all<T>(_ values: [Value], _ read: (Value) -> T?) -> [T]? {
    let results = values.compactMap(read)
    return results.count == values.count ? results : nil
  }

  private static func join(_ arguments: [Value]) throws -> Value {
    let values = try list(arguments[0], "join")
    let between = arguments.count > 1 ? try text(arguments[1], "join") : ", "
    let most = Limits().textBytes
    var result = ""
    for (index, value) in values.enumerated() {
      if index > 0 { result += between }
      result += value.text(atMost: most)
      guard result.utf8.count <= most else { throw LanguageError.limit(.text, most: most) }
    }
    return .text(result)
  }
}

extension Collection where Element: Equatable {
  fileprivate func containsSubsequence(_ part: [Element]) -> Bool {
    if part.isEmpty { return true }
    var start = startIndex
    while let found = self[start...].firstIndex(of: part[0]) {
      if self[found...].starts(with: part) { return true }
      start = index(after: found)
    }
    return false
  }
}
