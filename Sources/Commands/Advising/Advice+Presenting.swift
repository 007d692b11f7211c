import Language
import Learning

extension Advice {
  /// What was measured, line by line: name, number, and what it means.
  var findingLines: String {
    let numbers = findings.all.map { shortNumber($0.number) }
    let names = findings.all.map(\.name.rawValue)
    let (left, right) = (names.map(\.count).max() ?? 0, numbers.map(\.count).max() ?? 0)
    let lines = zip(names, zip(numbers, findings.all)).flatMap { name, rest in
      let head = padded(name, to: left) + "  " + padded(rest.0, to: right, atEnd: false)
      return hanging(head, rest.1.sentence)
    }
    return lines.joined(separator: "\n")
  }

  /// The loss to take and why, and the two that come next and why not them.
  var proposalLines: String {
    let others = alternatives.flatMap { hanging("not", "\($0.loss): \($0.reason)") }
    return (hanging("take", "\(proposal.loss): \(proposal.reason)") + others)
      .joined(separator: "\n")
  }

  /// A head with a text beside it, wrapped to 100 columns in all.
  private func hanging(_ head: String, _ text: String) -> [String] {
    let width = max(4, head.count)
    return HelpText.wrap(text, to: 98 - width).enumerated().map { index, line in
      padded(index == 0 ? head : "", to: width) + "  " + line
    }
  }

  private func padded(_ text: String, to width: Int, atEnd: Bool = true) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return atEnd ? text + space : space + text
  }

  /// A number to four digits, whole ones as they are.
  private func shortNumber(_ number: Double) -> String {
    number == number.rounded() ? numberText(number) : significantText(number, digits: 4)
  }

  /// The advice as a value: `advise.proposal`, `advise.findings.imbalance`.
  var record: Record {
    Record(
      "advice",
      [
        "proposal": .text("\(proposal.loss)"), "reason": .text(proposal.reason),
        "alternatives": .list(
          alternatives.map { alternative in
            .record(
              Record(
                "alternative",
                ["loss": .text("\(alternative.loss)"), "why_not": .text(alternative.reason)]))
          }),
        "findings": .record(
          Record(
            "findings",
            findings.all.map { (key: $0.name.rawValue, value: Value.number($0.number)) })),
      ])
  }
}
