import Timing

extension Machine {
  /// Runs a verb.
  ///
  /// The session changes only if it succeeds.
  func runCommand(_ verb: Name, _ arguments: [ArgumentNode], _ span: Span) throws -> Value {
    guard let command = commands[verb.text] else {
      let nearest = nearestName(to: verb.text, among: commands.all.map(\.name))
      throw Fault(LanguageError.unknownVerb(verb.text, nearest: nearest), at: verb.span)
    }
    let slots = try ArgumentSlots(
      arguments, to: command.parameters, of: verb.text, at: verb.span)
    let checked = Arguments(
      verb: verb.text, parameters: command.parameters, given: try resolve(slots))
    let value = try timed(verb.text) { try runChecked(command, checked, span) }
    keep(value)
    if let quitStatus { throw Quit(status: quitStatus) }
    return value
  }

  /// The verb works on a copy of the session, which takes its place if there is no error.
  private func runChecked(
    _ command: Command<Session>, _ arguments: Arguments, _ span: Span
  ) throws -> Value {
    var context = CommandContext(
      session: session, cell: cell, span: span, control: control, commands: commands, machine: self)
    do {
      let value = try command.run(&context, arguments)
      session = context.session
      // A verb may put an earlier session back; the numbers of cells go on all the same.
      session.scope.cellCount = max(session.scope.cellCount, cell)
      return value
    } catch let problem as ArgumentProblem {
      let place = arguments.span(of: problem.parameter, at: problem.index)
      throw Fault(problem.underlying, at: place ?? span)
    } catch let error where error is Interrupted || error is Quit {
      throw error
    } catch {
      throw Fault(error, at: span)
    }
  }

  private func resolve(_ slots: ArgumentSlots) throws -> [String: Arguments.Given] {
    var given: [String: Arguments.Given] = [:]
    for slot in slots.slots { given[slot.parameter.name] = try resolve(slot) }
    return given
  }

  private func resolve(_ slot: ArgumentSlots.Slot) throws -> Arguments.Given {
    guard slot.parameter.style == .variadic else {
      let node = slot.nodes[0]
      let value = try resolve(node, as: slot.parameter.kind, for: slot.parameter.name)
      return Arguments.Given(value: value, spans: elementSpans(node, slot.parameter.kind))
    }
    let values = try slot.nodes.map {
      try resolve($0, as: slot.parameter.kind, for: slot.parameter.name)
    }
    return Arguments.Given(value: .list(values), spans: slot.nodes.map(\.span))
  }

  private func elementSpans(_ node: ExpressionNode, _ kind: ParameterKind) -> [Span] {
    if case .list = kind, case .list(let elements) = node.kind, !elements.isEmpty {
      return elements.map(\.span)
    }
    return [node.span]
  }
}
