import Language

extension PlanEvent {
  /// The plan as a table.
  ///
  /// - Parameter withTimes: whether anything is told that depends on the clock or the machine.
  func table(withTimes: Bool) -> Table {
    var columns: [Table.Column] = [
      .text("step"), .number("shape", .exact), .number("moved", .exact),
    ]
    if withTimes {
      columns += [.number("est. µs", .exact), .number("µs", .exact), .number("share", .percent(1))]
    }
    let rows = steps.filter { withTimes || !$0.isWaiting }.map { row($0, withTimes: withTimes) }
    return Table(
      title: title(withTimes: withTimes), columns: columns,
      rows: rows + (withTimes ? [sumRow] : []), footnotes: withTimes ? footnotes : [])
  }

  private func row(_ step: Step, withTimes: Bool) -> [Table.Cell] {
    let words = step.subject.isEmpty ? step.action : "\(step.action)  \(step.subject)"
    let cells: [Table.Cell] = [
      .text(words),
      step.isWaiting
        ? .none
        : .text(step.shape.isEmpty ? "1" : step.shape.map { "\($0)" }.joined(separator: " x ")),
      step.isWaiting ? .none : .text(bytesText(step.bytesMoved)),
    ]
    guard withTimes else { return cells }
    return cells + [
      step.estimate.map { .text(threeDigits($0)) } ?? .none, .text(threeDigits(step.measured)),
      .number(share(step)),
    ]
  }

  private var sumRow: [Table.Cell] {
    ["sum", .none, .none, .text(threeDigits(estimate)), .text(threeDigits(sum)), .number(1)]
  }

  private func title(withTimes: Bool) -> String {
    let values =
      "values in \(bytesText(arenaBytes)) of memory, "
      + "\(bytesText(arenaBytesWithoutReuse)) without reuse"
    let head = "\(work) of \(counted(batch, "row"))"
    guard withTimes else { return "\(head); \(values)" }
    let lines = ["\(head) on \(counted(threads, "thread")), \(instructions)", values]
    return (lines + wrapped("passes: " + passes.map(\.name).joined(separator: ", ")))
      .joined(separator: "\n")
  }

  private var footnotes: [String] {
    let whole =
      work == "evaluation"
      ? "all \(counted(rows, "row")): \(counted(count, "run"))"
      : "an epoch: \(counted(count, "step"))"
    var lines = [
      "\(threeDigits(ordinary)) µs without a clock around each step; median of "
        + counted(runs, "run"),
      "\(whole), \(Duration.shortText(seconds: seconds)); "
        + "\(grouped(Int(min(rowsPerSecond, 1e15)))) rows/s",
    ]
    if threads > 1 {
      let work = (0..<threads).map { thread in
        steps.filter { !$0.isWaiting }.reduce(0) { sum, step in
          sum + (step.threads.indices.contains(thread) ? step.threads[thread] : 0)
        }
      }
      lines.append(
        "the threads work " + work.map(threeDigits).joined(separator: ", ")
          + " µs of it; the rest is waiting")
    }
    return lines
  }

}

extension PlanEvent.Step {
  /// Whether no work is done: threads wait for each other.
  var isWaiting: Bool { kind == "barrier" || kind == "waking" }
}

/// "512 B", "12.3 kB", "4.56 MB".
func bytesText(_ bytes: Int) -> String {
  let number = Double(bytes)
  if number < 1e3 { return "\(bytes) B" }
  for (unit, size) in [("kB", 1e3), ("MB", 1e6), ("GB", 1e9)] where number < size * 999.5 {
    return "\(threeDigits(number / size)) \(unit)"
  }
  return "\(threeDigits(number / 1e12)) TB"
}

/// "0.12", "1.23", "12.3", "123", "1234".
private func threeDigits(_ number: Double) -> String {
  fixedText(number, places: number < 9.995 ? 2 : number < 99.95 ? 1 : 0)
}

/// Lines of at most 78 columns, broken at spaces; further lines are indented.
private func wrapped(_ text: String) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > 78 {
      lines.append(line)
      line = "  " + word
    } else {
      line += (line.isEmpty ? "" : " ") + word
    }
  }
  return lines + [line]
}
