import Language

/// Writes every event as one JSON object a line: `--json`.
///
/// Every object has `event` and `cell`; the other fields are those docs/LANGUAGE.md lists.
public struct JSONRenderer {
  private var cell = 0

  /// A renderer at the start of a session.
  public init() {}

  /// The line for an event; nil for one that has no line of its own.
  public mutating func line(for event: Event) -> String? {
    if case .cellBegan(let number, _) = event { cell = number }
    guard let (name, fields) = Self.fields(of: event) else { return nil }
    let head: [(String, JSONText)] = [("event", .text(name)), ("cell", .number(Double(cell)))]
    return JSONText.object(head + fields).line
  }

  private static func fields(of event: Event) -> (String, [(String, JSONText)])? {
    switch event {
    case .cellBegan(_, let source): ("cell", [("source", .text(source))])
    case .cellEnded: nil
    case .prose(let text): ("prose", [("text", .text(text))])
    case .text(let text): ("text", [("text", .text(text))])
    case .table(let table): ("table", fields(of: table))
    case .epoch(let epoch): ("epoch", fields(of: epoch))
    case .fit(let fit): ("fit", fields(of: fit))
    case .evaluate(let evaluation): ("evaluate", fields(of: evaluation))
    case .score(let score): ("score", fields(of: score))
    case .check(let check): ("check", fields(of: check))
    case .plan(let plan): ("plan", plan.fields)
    case .time(let time): ("time", time.fields)
    case .figure(let path): ("figure", [("path", .text(path))])
    case .report(let path): ("report", [("path", .text(path))])
    case .notice(let text): ("notice", [("message", .text(text))])
    case .warning(let text): ("warning", [("message", .text(text))])
    case .value(let value): ("value", [("value", json(value))])
    case .error(let diagnostic): ("error", fields(of: diagnostic))
    }
  }

  private static func fields(of epoch: EpochEvent) -> [(String, JSONText)] {
    var fields: [(String, JSONText)] = [
      ("run", .text(epoch.run)), ("epoch", .number(Double(epoch.epoch))),
      ("loss", .number(epoch.loss)), ("penalty", .number(epoch.penalty)),
    ]
    if let loss = epoch.validationLoss { fields.append(("validation_loss", .number(loss))) }
    return fields + [
      ("lr", JSONText(epoch.learningRate)), ("seconds", .number(epoch.seconds)),
      ("metrics", json(epoch.metrics)),
    ]
  }

  private static func fields(of fit: FitEvent) -> [(String, JSONText)] {
    [
      ("run", .text(fit.run)), ("epochs", .number(Double(fit.epochs))),
      ("reason", .text(fit.reason)), ("best_epoch", JSONText(fit.bestEpoch.map(Double.init))),
      ("seconds", .number(fit.seconds)), ("loss", JSONText(fit.loss)),
      ("penalty", JSONText(fit.penalty)), ("validation_loss", JSONText(fit.validationLoss)),
    ]
  }

  private static func fields(of evaluation: EvaluateEvent) -> [(String, JSONText)] {
    [
      ("part", .text(evaluation.part)), ("rows", .number(Double(evaluation.rows))),
      ("metrics", json(evaluation.metrics)),
    ]
  }

  private static func fields(of diagnostic: Diagnostic) -> [(String, JSONText)] {
    let place = diagnostic.span?.position
    return [
      ("message", .text(diagnostic.message)), ("file", JSONText(diagnostic.span?.source.name)),
      ("line", JSONText(place.map { Double($0.line) })),
      ("column", JSONText(place.map { Double($0.column) })),
      ("expected", JSONText(diagnostic.expected)), ("hint", JSONText(diagnostic.hint)),
    ]
  }

  private static func fields(of check: CheckEvent) -> [(String, JSONText)] {
    let findings = check.findings.map { finding in
      JSONText.object([
        ("check", .text(finding.check)), ("level", .text(finding.level.rawValue)),
        ("message", .text(finding.message)), ("mend", JSONText(finding.mend)),
      ])
    }
    return [("subject", .text(check.subject)), ("findings", .array(findings))]
  }

  private static func fields(of table: Table) -> [(String, JSONText)] {
    let rows = table.rows.map { JSONText.array($0.map(json)) }
    return [
      ("title", .text(table.title)), ("columns", .array(table.columns.map { .text($0.name) })),
      ("rows", .array(rows)), ("footnotes", .array(table.footnotes.map(JSONText.text))),
    ]
  }

  private static func json(_ cell: Table.Cell) -> JSONText {
    switch cell {
    case .text(let text): .text(text)
    case .number(let number), .formatted(let number, _): .number(number)
    case .none: .null
    }
  }

  private static func json(_ numbers: [NamedNumber]) -> JSONText {
    .object(numbers.map { ($0.name, .number($0.value)) })
  }

  private static func json(_ value: Value) -> JSONText {
    switch value {
    case .none: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let values): .array(values.map(json))
    case .record(let record): .object(zip(record.names, record.values).map { ($0, json($1)) })
    case .range, .symbol, .call, .chain, .combination, .function: .text(value.code)
    }
  }
}
