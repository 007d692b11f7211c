import Timing

/// What comes after a statement.
enum Flow {
  /// The next statement; the value is the statement's.
  case next(Value)
  case giveBack(Value)
  case leaveLoop
  case nextRound
}

extension Machine {
  /// Runs a statement; errors have their place.
  func execute(_ statement: StatementNode) throws -> Flow {
    try located(statement.span) {
      try checkInterruption()
      try checkStack()
      return try executeKind(statement)
    }
  }

  private func executeKind(_ statement: StatementNode) throws -> Flow {
    switch statement.kind {
    case .prose(let text): emit(.prose(text))
    case .command(let verb, let arguments):
      return .next(try runCommand(verb, arguments, statement.span))
    case .expression(let node): return .next(keep(try evaluate(node)))
    case .bind(let name, let value): return .next(try store(value) { bind(name.text, $0) })
    case .assign(let name, let value):
      return .next(
        try store(value) { value in
          try located(name.span) { try assign(name.text, value) }
        })
    case .forEach(let name, let elements, let body): return try executeFor(name, elements, body)
    case .whileTrue(let condition, let body): return try executeWhile(condition, body)
    case .ifElse(let branches, let otherwise): return try executeIf(branches, otherwise)
    case .define(let definition): bind(definition.name.text, .function(Function(definition)))
    case .giveBack(let value): return try executeReturn(value, statement.span)
    case .leaveLoop: return .leaveLoop
    case .nextRound: return .nextRound
    case .source(let path): return try executeSource(path)
    case .assert(let condition, let why): try executeAssert(condition, why)
    case .time(let inner): return try executeTime(inner)
    case .broken: break
    }
    return .next(.none)
  }

  /// Makes a value the last one, `_`; `none`, which verbs give that only show something, is not.
  @discardableResult
  func keep(_ value: Value) -> Value {
    if case .none = value { return value }
    session.scope.last = value
    return value
  }

  /// Runs the right side of a binding and hands its value on; the binding's value is that value.
  private func store(_ right: StatementNode, _ body: (Value) throws -> Void) throws -> Value {
    guard case .next(let value) = try execute(right) else { return .none }
    try body(value)
    return value
  }

  func executeAll(_ statements: [StatementNode]) throws -> Flow {
    var value = Value.none
    for statement in statements {
      let flow = try execute(statement)
      guard case .next(let result) = flow else { return flow }
      value = result
    }
    return .next(value)
  }

  /// A function's value: what `return` gives, or else the value of its last statement.
  func executeBody(_ definition: FunctionDefinition) throws -> Value {
    switch try executeAll(definition.body) {
    case .next(let value), .giveBack(let value): value
    case .leaveLoop: throw LanguageError.outsideLoop("break")
    case .nextRound: throw LanguageError.outsideLoop("continue")
    }
  }

  private func executeReturn(_ value: StatementNode?, _ span: Span) throws -> Flow {
    guard !frames.isEmpty else { throw LanguageError.outsideFunction }
    guard let value, case .next(let result) = try execute(value) else { return .giveBack(.none) }
    return .giveBack(result)
  }

  private func executeFor(
    _ name: Name, _ elements: ExpressionNode, _ body: [StatementNode]
  ) throws -> Flow {
    let value = try evaluate(elements)
    switch value {
    case .list(let values):
      return try rounds(values) {
        bind(name.text, $0); return try executeAll(body)
      }
    case .range(let range) where range.count == 0: return .next(.none)
    case .range(let range):
      return try rounds(range.first...range.last) {
        bind(name.text, .number(Double($0)))
        return try executeAll(body)
      }
    default: throw Fault(LanguageError.notIterable(value.sketch), at: elements.span)
    }
  }

  private func executeWhile(_ condition: ExpressionNode, _ body: [StatementNode]) throws -> Flow {
    try rounds(sequence(first: 0) { $0 + 1 }) { _ in
      try evaluateCondition(condition) ? executeAll(body) : .leaveLoop
    }
  }

  private func rounds<S: Sequence>(_ elements: S, _ body: (S.Element) throws -> Flow) throws -> Flow
  {
    var last = Value.none
    var count = 0
    for element in elements {
      try checkInterruption()
      count += 1
      guard count <= limits.rounds else { throw LanguageError.limit(.rounds, most: limits.rounds) }
      switch try body(element) {
      case .next(let value): last = value
      case .nextRound: continue
      case .leaveLoop: return .next(last)
      case .giveBack(let value): return .giveBack(value)
      }
    }
    return .next(last)
  }

  private func executeIf(_ branches: [Branch], _ otherwise: [StatementNode]) throws -> Flow {
    for branch in branches where try evaluateCondition(branch.condition) {
      return try executeAll(branch.body)
    }
    return try executeAll(otherwise)
  }

  private func executeAssert(_ condition: ExpressionNode, _ why: ExpressionNode?) throws {
    if try evaluateCondition(condition) { return }
    let reason = try why.map { try rendered(evaluate($0)) }
    throw Fault(
      LanguageError.assertionFailed(
        condition: condition.span.text, why: reason, facts: try facts(about: condition)),
      at: condition.span)
  }

  /// The values on both sides of a failed comparison, unless they are written there.
  private func facts(about condition: ExpressionNode) throws -> [String] {
    guard case .comparison(_, let left, let right) = condition.kind else { return [] }
    return try [left, right].compactMap { node in
      switch node.kind {
      case .number, .bool, .none, .negation, .list: return nil
      case .text(let parts) where parts.count <= 1: return nil
      default: return "\(node.span.text) is \(try evaluate(node).sketch)"
      }
    }
  }

  private func executeTime(_ inner: StatementNode) throws -> Flow {
    let clock = ContinuousClock()
    let (start, before) = (clock.now, ProcessUsage.now)
    let stopwatch = Stopwatch()
    let flow = try stopwatch.run { try execute(inner) }
    let (seconds, after) = ((clock.now - start) / .seconds(1), ProcessUsage.now)
    emit(
      .time(
        TimeEvent(
          seconds: seconds, processorSeconds: after.processorSeconds - before.processorSeconds,
          peakGrowth: after.peakBytes - before.peakBytes, parts: stopwatch.parts)))
    return flow
  }
}
