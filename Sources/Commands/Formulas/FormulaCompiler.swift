import Graphs
import Language
import Tensors

/// Turns a formula over targets and predictions into a graph.
///
/// A part of a formula is a number, one number per row, or one per output of a row; where they meet,
/// the smaller one is repeated. Everything else is a mistake, told with its place.
struct FormulaCompiler {
  /// What the formula's names mean.
  let scope: FormulaScope
  /// The targets, of the shape of the predictions.
  let target: Expression
  /// The predictions.
  let prediction: Expression

  /// The conditions under which this part of the formula counts: inside the branches of a `where`.
  private var rowGate: Expression?
  private var outputGate: Expression?

  init(_ scope: FormulaScope, target: Expression, prediction: Expression) {
    self.scope = scope
    self.target = target
    self.prediction = prediction
  }

  /// The loss of each output, or of each row.
  func loss(_ formula: Formula) throws -> Expression {
    let value = try located(formula) { try outermost(formula) }
    if value.isCondition { throw PlacedError(FormulaError.isCondition, at: formula.span) }
    guard value.usesPrediction else {
      throw PlacedError(
        FormulaError.ignoresPrediction(scope.predictionName), at: formula.span)
    }
    return value.expression
  }

  /// A part of a formula; errors carry the place of the smallest part at fault.
  func value(_ formula: Formula) throws -> FormulaValue {
    try located(formula) {
      switch formula.kind {
      case .number(let number): return .number(number)
      case .truth(let truth): return .truth(truth)
      case .name(let name): return try value(of: name)
      case .negation(let operand):
        return try negated(value(operand))
      case .arithmetic(let first, let steps):
        return try steps.reduce(value(first)) { left, step in
          try apply(step.operation, left, value(step.operand))
        }
      case .power(let terms): return try power(terms)
      case .comparison(let comparison, let left, let right):
        return try condition([value(left), value(right)]) {
          try comparison.build($0[0], $0[1])
        }
      case .not(let operand):
        return try condition([truth(operand, "not")]) { try 1 - $0[0] }
      case .and(let operands):
        let truths = try operands.map { try truth($0, "and") }
        return try condition(truths) { try $0.dropFirst().reduce($0[0], *) }
      case .or(let operands):
        let truths = try operands.map { try truth($0, "or") }
        return try condition(truths) { try $0.dropFirst().reduce($0[0], maximum) }
      case .call(let name, let arguments): return try call(name, arguments)
      case .other(let found):
        throw FormulaError.notInFormula(
          found, mend: FormulaFunction.mentioned(in: formula.span.text))
      }
    }
  }

  private func located<T>(_ formula: Formula, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as PlacedError { throw error } catch {
      throw PlacedError(error, at: formula.span)
    }
  }
}

// MARK: - Names

extension FormulaCompiler {
  private func value(of name: String) throws -> FormulaValue {
    if name == scope.targetName { return FormulaValue(expression: target) }
    if name == scope.predictionName {
      return FormulaValue(expression: try gatedPrediction(), usesPrediction: true)
    }
    return .number(try scope.number(name))
  }

  /// The predictions, with no derivative where the branch that reads them is not taken.
  private func gatedPrediction() throws -> Expression {
    var result = prediction
    if let rowGate {
      let gate = try FormulaValue(expression: rowGate).broadcast(to: prediction.shape)
      result = try gated(result, by: gate.expression)
    }
    if let outputGate { result = try gated(result, by: outputGate) }
    return result
  }

  /// The same formula under one more condition.
  private func under(_ condition: FormulaValue) throws -> FormulaCompiler {
    var branch = self
    if condition.rank < prediction.shape.rank {
      branch.rowGate = try rowGate.map { try $0 * condition.expression } ?? condition.expression
    } else {
      branch.outputGate =
        try outputGate.map { try $0 * condition.expression } ?? condition.expression
    }
    return branch
  }

  /// The same formula along a row: an output that is not taken counts in the row all the same.
  private var alongRow: FormulaCompiler {
    var whole = self
    whole.outputGate = nil
    return whole
  }
}

// MARK: - Operators

extension FormulaCompiler {
  func apply(
    _ operation: ArithmeticOperator, _ left: FormulaValue, _ right: FormulaValue
  ) throws -> FormulaValue {
    try elementwise([left, right]) { try operation.build($0[0], $0[1]) }
  }

  func negated(_ operand: FormulaValue) throws -> FormulaValue {
    var result = try elementwise([operand]) { try -$0[0] }
    result.isAveraged = operand.isAveraged
    return result
  }

  /// From the right; a minus sign takes in the powers after it.
  private func power(_ terms: [Formula.PowerTerm]) throws -> FormulaValue {
    var result: FormulaValue?
    for term in terms.reversed() {
      var base = try value(term.operand)
      if let exponent = result { base = try apply(.power, base, exponent) }
      result = term.isNegative ? try negated(base) : base
    }
    return result ?? .number(0)
  }

  private func truth(_ formula: Formula, _ place: String) throws -> FormulaValue {
    let value = try value(formula)
    guard value.isCondition else {
      throw PlacedError(
        FormulaError.needsCondition(place, found: formula.span.text), at: formula.span)
    }
    return value
  }

  private func condition(
    _ operands: [FormulaValue], _ build: ([Expression]) throws -> Expression
  ) throws -> FormulaValue {
    var result = try elementwise(operands, build)
    result.isCondition = true
    return result
  }

  /// Applies an elementwise function after bringing all operands to one shape.
  private func elementwise(
    _ operands: [FormulaValue], _ build: ([Expression]) throws -> Expression
  ) throws -> FormulaValue {
    let operands = try aligned(operands)
    return FormulaValue(
      expression: try build(operands.map(\.expression)),
      usesPrediction: operands.contains(where: \.usesPrediction))
  }

  private func aligned(_ operands: [FormulaValue]) throws -> [FormulaValue] {
    let isPerOutput = operands.contains { $0.rank == prediction.shape.rank }
    return isPerOutput ? try operands.map { try $0.broadcast(to: prediction.shape) } : operands
  }
}

// MARK: - Calls

extension FormulaCompiler {
  private func call(_ name: Name, _ arguments: [Formula.Argument]) throws -> FormulaValue {
    let function = try scope.function(name, arguments)
    switch function.kind {
    case .elementwise(let build):
      return try elementwise(arguments.map { try value($0.value) }, build)
    case .alongRow(let build): return try alongRow(function.name, arguments[0].value, build)
    case .choice: return try choice(arguments.map(\.value))
    }
  }

  private func choice(_ parts: [Formula]) throws -> FormulaValue {
    let condition = try truth(parts[0], "where")
    let opposite = try self.condition([condition]) { try 1 - $0[0] }
    let first = try under(condition).value(parts[1])
    let second = try under(opposite).value(parts[2])
    var result = try elementwise([condition, first, second]) { try `where`($0[0], $0[1], $0[2]) }
    result.isCondition = first.isCondition && second.isCondition
    return result
  }

  private func alongRow(
    _ name: String, _ formula: Formula, _ build: (Expression) throws -> Expression
  ) throws -> FormulaValue {
    var result = try alongRow.value(formula)
    try requireOutputs(result, name, formula)
    result.expression = try build(result.expression)
    result.isCondition = false
    return result
  }

  private func requireOutputs(_ value: FormulaValue, _ name: String, _ formula: Formula) throws {
    guard value.rank < prediction.shape.rank else { return }
    if value.rank > 0, name == "sum" || name == "mean" {
      throw PlacedError(FormulaError.sumOverRows(function: name), at: formula.span)
    }
    let found =
      value.rank == 0
      ? "\(formula.span.text) is a single number" : "this is one number per row already"
    throw PlacedError(FormulaError.needsOutputs(function: name, found: found), at: formula.span)
  }
}
