extension Machine {
  /// `source "file"`: runs a file's statements here and now.
  ///
  /// Its path is relative to the sourcing file.
  func executeSource(_ node: ExpressionNode) throws -> Flow {
    let value = try evaluate(node)
    guard case .text(let name) = value else {
      throw Fault(
        LanguageError.wrongArgument(
          "source", expected: "a file path in quotes", found: value.sketch),
        at: node.span)
    }
    return try located(node.span) {
      try runFile(relativePath(name, to: node.span.source.name), node)
    }
  }

  private func runFile(_ path: String, _ node: ExpressionNode) throws -> Flow {
    let resolved = resolvedPath(path) ?? path
    if sourcing.contains(resolved) { throw LanguageError.sourceCycle(path: path) }
    guard sourcing.count < limits.sources else {
      throw LanguageError.limit(.sources, most: limits.sources)
    }
    let source = try readSource(path, atMost: limits.fileBytes)
    let program = Parser.parse(source, commands.vocabulary, limits)
    guard program.problems.isEmpty else { throw Fault(program.problems) }
    sourcing.append(resolved)
    defer { sourcing.removeLast() }
    do { return try runStatements(program.cells.flatMap { $0 }) } catch let fault as Fault {
      throw fault.noting("sourced here", at: node.span)
    }
  }

  private func runStatements(_ statements: [StatementNode]) throws -> Flow {
    var last = Value.none
    for statement in statements {
      let flow = try execute(statement)
      guard case .next(let value) = flow else { return flow }
      last = value
      if case .expression = statement.kind, value != .none { emit(.value(value)) }
    }
    return .next(last)
  }
}
