extension Parser {
  // "def" name "(" [ parameter { "," parameter } ] ")" block
  mutating func parseDefinition() throws -> StatementNode {
    let start = index
    advance()
    let name = try parseNewName("a name for the function")
    vocabulary.functions.insert(name.text)
    let parameters = try parseParameters(
      mayBeVerbs: false, hint: "def \(name.text)(x) { ... }")
    let body = try parseBlock()
    let definition = FunctionDefinition(name: name, parameters: parameters, body: body)
    return statement(from: start, .define(definition))
  }

  // "(" [ parameter { "," parameter } ] ")"
  mutating func parseParameters(mayBeVerbs: Bool, hint: String?) throws -> [FunctionParameter] {
    let open = try expect(.openParenthesis, "( and the parameters", hint: hint)
    var parameters: [FunctionParameter] = []
    while !at(.closeParenthesis) {
      parameters.append(try parseParameter(after: parameters, mayBeVerb: mayBeVerbs))
      if !take(.comma) { break }
    }
    guard take(.closeParenthesis) else {
      if at(.newline) || at(.end) {
        throw problem("the ( is not closed", at: span(of: open), expected: ")")
      }
      throw unexpected(expected: "a comma or )")
    }
    return parameters
  }

  // parameter = name [ "=" expression ]
  private mutating func parseParameter(
    after earlier: [FunctionParameter], mayBeVerb: Bool
  ) throws -> FunctionParameter {
    let name = try parseNewName("the name of a parameter", mayBeVerb: mayBeVerb)
    if earlier.contains(where: { $0.name.text == name.text }) {
      throw problem("the parameter \(name.text) stands here twice", at: name.span)
    }
    let value = take(.assign) ? try parseFreeExpression() : nil
    if value == nil, earlier.last?.defaultValue != nil {
      throw problem(
        "a parameter without a default follows one with a default", at: name.span,
        hint: "\(name.text)=none")
    }
    return FunctionParameter(name: name, defaultValue: value)
  }

  // "return" [ right side ]
  mutating func parseReturn() throws -> StatementNode {
    let start = index
    advance()
    if endsStatement { return statement(from: start, .giveBack(nil)) }
    return statement(from: start, .giveBack(try parseRightSide()))
  }
}
