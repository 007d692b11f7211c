extension Machine {
  /// Remembers the file a program comes from, so that it cannot source itself.
  func enter(_ source: SourceText) {
    if let path = resolvedPath(source.name) { sourcing.append(path) }
  }

  /// Runs the statements of one cell; prose has no number.
  func runCell(_ statements: [StatementNode], of source: SourceText) -> Interpreter<Session>.Outcome
  {
    guard let first = statements.first, let last = statements.last else { return .done }
    if statements.count == 1, case .prose(let text) = first.kind {
      emit(.prose(text))
      return .done
    }
    let text = source.slice(first.span.start, last.span.end)
    session.scope.cellCount += 1
    cell = session.scope.cellCount
    session.cellWillBegin(cell, source: text)
    emit(.cellBegan(number: cell, source: text))
    defer { emit(.cellEnded(number: cell)) }
    return outcome { try runTopLevel(statements) }
  }

  private func runTopLevel(_ statements: [StatementNode]) throws {
    for statement in statements {
      switch try execute(statement) {
      case .next(let value): finish(statement, value)
      case .giveBack: throw Fault(LanguageError.outsideFunction, at: statement.span)
      case .leaveLoop: throw Fault(LanguageError.outsideLoop("break"), at: statement.span)
      case .nextRound: throw Fault(LanguageError.outsideLoop("continue"), at: statement.span)
      }
    }
  }

  /// Keeps a top-level statement's value as the cell's; that of an expression is shown.
  private func finish(_ statement: StatementNode, _ value: Value) {
    if case .none = value { return }
    session.scope.outputs[cell] = value
    if case .expression = statement.kind { emit(.value(value)) }
  }

  private func outcome(_ body: () throws -> Void) -> Interpreter<Session>.Outcome {
    do {
      try body()
      return control.isRequested ? .interrupted : .done
    } catch is Interrupted {
      return .interrupted
    } catch let quit as Quit {
      return .quit(status: quit.status)
    } catch let fault as Fault {
      for diagnostic in fault.diagnostics { emit(.error(diagnostic)) }
    } catch {
      emit(.error(Diagnostic("\(error)")))
    }
    return .failed
  }
}
