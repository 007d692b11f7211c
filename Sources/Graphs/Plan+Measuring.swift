extension Plan {
  /// Runs the plan once, as `run` does, with a clock around every step of every thread.
  ///
  /// The steps are those of `run`, so results and weights are the same bits; an ordinary run knows
  /// nothing of the clocks.
  public func measure(firstRow: Int = 0) throws -> PlanTimes {
    try prepareRun(firstRow)
    let clocks = StepClocks(counts: lists.map(\.count))
    _ = StepClocks.reading
    let start = StepClocks.now
    if threads == 1 {
      execute(0, clocks)
    } else {
      pool.run { [unowned self] thread in execute(thread, clocks) }
    }
    let end = StepClocks.now
    try checkFailures()
    return times(clocks, wall: Double(end &- start))
  }

  private func execute(_ thread: Int, _ clocks: StepClocks) {
    prepareThread()
    for index in lists[thread].indices {
      clocks.note(thread: thread, step: index)
      take(lists[thread][index], thread)
    }
    clocks.note(thread: thread, step: lists[thread].count)
  }

  private func times(_ clocks: StepClocks, wall: Double) -> PlanTimes {
    let tasks = blueprint.phases.flatMap { $0 }
    var positions: [Int: Int] = [:]
    for (position, task) in tasks.enumerated() { positions[task] = position }
    let nothing = [Double](repeating: 0, count: threads)
    let barriers = threads > 1 ? max(0, blueprint.phases.count - 1) : 0
    var result = PlanTimes(
      steps: Array(repeating: nothing, count: tasks.count),
      barriers: Array(repeating: nothing, count: barriers), wall: 0)
    for thread in lists.indices {
      for (index, place) in places[thread].enumerated() {
        let time = clocks.time(thread: thread, step: index)
        switch place {
        case .task(let task): result.steps[positions[task] ?? 0][thread] += time
        case .barrier(let number): result.barriers[number][thread] += time
        }
      }
    }
    let reading = Double((lists.map(\.count).max() ?? 0) + 2) * StepClocks.reading
    result.wall = max(wall - reading, result.sum)
    return result
  }
}
