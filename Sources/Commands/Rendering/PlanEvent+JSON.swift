import Language

extension PlanEvent {
  /// The fields of its line of `--json`.
  var fields: [(String, JSONText)] {
    [
      ("work", .text(work)), ("batch", .number(Double(batch))),
      ("threads", .number(Double(threads))), ("instructions", .text(instructions)),
      (
        "passes",
        .array(passes.map { .object([("name", .text($0.name)), ("summary", .text($0.summary))]) })
      ),
      ("arena_bytes", .number(Double(arenaBytes))),
      ("arena_bytes_without_reuse", .number(Double(arenaBytesWithoutReuse))),
      ("steps", .array(steps.map { .object(fields(of: $0)) })),
      ("estimate_us", .number(estimate)), ("sum_us", .number(sum)), ("run_us", .number(ordinary)),
      ("runs", .number(Double(runs))), ("rows", .number(Double(rows))),
      ("count", .number(Double(count))), ("seconds", .number(seconds)),
      ("rows_per_second", .number(rowsPerSecond)),
    ]
  }

  private func fields(of step: Step) -> [(String, JSONText)] {
    [
      ("phase", .number(Double(step.phase))), ("kind", .text(step.kind)),
      ("action", .text(step.isWaiting ? step.kind : step.action)), ("subject", .text(step.subject)),
      ("shape", .array(step.shape.map { .number(Double($0)) })),
      ("bytes_moved", .number(Double(step.bytesMoved))),
      ("bytes_held", .number(Double(step.bytesHeld))),
      ("operations", .number(Double(step.operations))), ("estimate_us", JSONText(step.estimate)),
      ("measured_us", .number(step.measured)), ("share", .number(share(step))),
      ("threads_us", .array(step.threads.map(JSONText.number))),
    ]
  }
}
