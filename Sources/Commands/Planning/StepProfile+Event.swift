import Graphs
import Language
import Learning
import Tensors

extension StepProfile {
  /// The event that tells of it.
  ///
  /// - Parameters:
  ///   - work: what the plan computes.
  ///   - optimizer: the name under which updates are told; nil when there are none.
  func event(_ work: String, optimizer: String?) -> PlanEvent {
    PlanEvent(
      work: work, batch: plan.rows, threads: plan.threads,
      instructions: CPUFeatures.description,
      passes: plan.passes.map { PlanEvent.Pass(name: $0.rawValue, summary: $0.summary) },
      arenaBytes: plan.arenaBytes, arenaBytesWithoutReuse: plan.arenaBytesWithoutReuse,
      steps: steps(optimizer), rows: rows, count: count, runs: runs, ordinary: seconds * 1e6,
      estimate: plan.estimate / 1e3)
  }

  /// The steps with a barrier between two phases, and the waking of the threads last.
  private func steps(_ optimizer: String?) -> [PlanEvent.Step] {
    var steps: [PlanEvent.Step] = []
    var position = 0
    for (phase, members) in plan.phases.enumerated() {
      for step in members {
        steps.append(told(step, position, phase: phase + 1, optimizer))
        position += 1
      }
      if phase < times.barriers.count {
        steps.append(
          PlanEvent.Step(
            phase: phase + 1, kind: "barrier", action: "── barrier ──",
            estimate: plan.barrierEstimate / 1e3, measured: times.barrier(phase) / 1e3,
            threads: times.barriers[phase].map { $0 / 1e3 }))
      }
    }
    if plan.threads > 1 {
      steps.append(
        PlanEvent.Step(
          phase: plan.phases.count, kind: "waking", action: "waking and joining the threads",
          estimate: plan.wakeEstimate / 1e3, measured: times.waking / 1e3))
    }
    return steps
  }

  private func told(
    _ step: PlanStep, _ position: Int, phase: Int, _ optimizer: String?
  ) -> PlanEvent.Step {
    PlanEvent.Step(
      phase: phase, kind: step.kind.rawValue,
      action: step.action == "update" ? optimizer ?? step.action : step.action,
      subject: step.subject, shape: step.shape.dimensions, bytesMoved: step.bytesMoved,
      bytesHeld: step.bytesHeld, operations: step.operations, estimate: step.estimate / 1e3,
      measured: times.step(position) / 1e3, threads: times.steps[position].map { $0 / 1e3 })
  }
}

extension PlanEvent {
  /// The main numbers as a value of the language.
  var record: Record {
    Record(
      "plan",
      [
        "steps": .number(Double(steps.filter { !$0.isWaiting }.count)),
        "threads": .number(Double(threads)), "batch": .number(Double(batch)),
        "bytes": .number(Double(arenaBytes)), "microseconds": .number(ordinary),
        "estimate": .number(estimate), "count": .number(Double(count)),
        "seconds": .number(seconds), "rows_per_second": .number(rowsPerSecond),
      ])
  }
}
