extension Plan {
  /// What the plan does, one line a task, phases set apart: for people who tune it.
  public var summary: String {
    let phases = blueprint.phases.map { phase in
      phase.map { "  " + blueprint.line(of: $0) }.joined(separator: "\n")
    }
    return """
      \(threads) threads, \(memory.arena.count * 4) bytes
      \(phases.joined(separator: "\n  -- barrier --\n"))
      """
  }
}

extension Blueprint {
  fileprivate func line(of task: Int) -> String {
    func name(_ node: Int) -> String { Expression(graph.nodes[node]).description }
    switch tasks[task].kind {
    case .gather(let node): return "gather \(name(node))"
    case .tape(let members):
      let written = Set(tasks[task].accesses.filter(\.isWrite).map(\.value)).count
      if adams[task] != nil { return "adam \(name(members[members.count - 1]))" }
      return "tape of \(members.count) over \(tapes[task]?.domain ?? []), writes \(written): "
        + members.map { graph.nodes[$0].primitive.name }.joined(separator: " ")
    case .combine(let node): return "combine \(name(node))"
    case .transposition(let node): return "transpose \(name(node))"
    case .product(let node): return "product \(name(node))"
    case .lattice(let call):
      return "lattice \(name(call.node))" + (call.losses == call.node ? "" : ", losses beside it")
    case .rows(let node): return "rows \(name(node))"
    case .axisSum(let node): return "axis sum \(name(node))"
    case .spread(let node): return "spread \(name(node))"
    case .assign(let value, let target): return "assign \(name(value)) to \(name(target))"
    }
  }
}
