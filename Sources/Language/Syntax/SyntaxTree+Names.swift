extension ExpressionNode {
  /// Every bare name used as a value in the expression.
  func namesUsed() -> Set<String> {
    var names: Set<String> = []
    visit { node in
      if case .name(let name) = node.kind { names.insert(name) }
    }
    return names
  }

  /// Calls `body` with this expression and all its parts, outer ones first.
  ///
  /// The names of functions that are called are not parts.
  func visit(_ body: (ExpressionNode) -> Void) {
    body(self)
    for part in parts { part.visit(body) }
  }

  /// The expressions directly inside.
  var parts: [ExpressionNode] {
    switch kind {
    case .none, .bool, .number, .name, .definition, .broken: []
    case .text(let parts):
      parts.compactMap {
        if case .expression(let node) = $0 { return node }
        return nil
      }
    case .list(let nodes), .and(let nodes), .or(let nodes), .chain(let nodes): nodes
    case .range(let a, let b), .comparison(_, let a, let b): [a, b]
    case .arithmetic(let first, let steps): [first] + steps.map(\.operand)
    case .power(let operands): operands.map(\.value)
    case .negation(let node), .not(let node): [node]
    case .suffixed(let base, let suffixes): suffixedParts(base, suffixes)
    }
  }

  private func suffixedParts(_ base: ExpressionNode, _ suffixes: [Suffix]) -> [ExpressionNode] {
    var result: [ExpressionNode] = []
    var isCalled = false
    if case .name = base.kind, case .call? = suffixes.first?.kind { isCalled = true }
    if !isCalled { result.append(base) }
    for suffix in suffixes {
      switch suffix.kind {
      case .field: break
      case .index(let node): result.append(node)
      case .call(let arguments): result += arguments.map(\.value)
      }
    }
    return result
  }
}
