extension Value: Equatable {
  /// `==` of the language: same kind and same content; nan equals nothing; a range equals the list
  /// of its numbers.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.range(let a), .range(let b)): a == b || (a.count == 0 && b.count == 0)
    case (.range(let range), .list(let list)), (.list(let list), .range(let range)):
      range.count == list.count
        && list.enumerated().allSatisfy { $1 == .number(Double(range.first + $0)) }
    case (.record(let a), .record(let b)): a == b
    case (.symbol(let a), .symbol(let b)): a == b
    case (.symbol(let name), .call(let call)), (.call(let call), .symbol(let name)):
      call == Constructor(name)
    case (.call(let a), .call(let b)): a == b
    case (.chain(let a), .chain(let b)): a == b
    case (.combination(let a), .combination(let b)): a == b
    case (.function(let a), .function(let b)): a.name == b.name && a.parameters == b.parameters
    default: false
    }
  }
}

extension Constructor: Equatable {
  /// Same name and same arguments; the order of options, the category and the place do not count.
  public static func == (a: Constructor, b: Constructor) -> Bool {
    a.name == b.name && a.positional == b.positional && a.named.count == b.named.count
      && a.named.allSatisfy { b[$0.name] == $0.value }
  }
}
