import Language
import Learning

extension HelpText {
  /// A list of things of the catalogue with their summaries.
  static func list(_ declarations: [Declaration]) -> String {
    let rows = declarations.map { ($0.name, $0.summary) }
    return (columns(rows) + ["", "help NAME explains one."]).joined(separator: "\n")
  }

  /// Everything about a layer, loss, penalty, optimizer, schedule, metric or callback.
  static func text(of declaration: Declaration, in session: Session) -> String {
    var parts = ["\(declaration.name) (\(declaration.category.rawValue)): \(declaration.summary)"]
    if let formula = declaration.formula { parts.append("  " + formula) }
    if declaration.category == .loss, let loss = session.lossDefinition(declaration.name) {
      parts.append(columns(rows(of: loss.guide)).joined(separator: "\n"))
      parts.append("The mean divides by \(loss.meanDividesBy).")
      if loss.layout != .rows { parts.append("Axes of predictions: \(loss.layout).") }
    }
    if let discussion = declaration.discussion {
      parts.append(wrap(discussion, to: 98).joined(separator: "\n"))
    }
    if !declaration.options.isEmpty {
      parts.append(columns(declaration.options.map(row)).map { "  " + $0 }.joined(separator: "\n"))
    }
    if let reference = declaration.reference { parts.append("Source: \(reference)") }
    return parts.joined(separator: "\n\n")
  }

  /// What a guide to a loss says, question by question.
  static func rows(of guide: LossGuide) -> [(String, String)] {
    [("targets", guide.targets), ("use it", guide.useWhen), ("rather not", guide.avoidWhen)]
  }

  /// An option as help shows it.
  static func row(of option: OptionDeclaration) -> (String, String) {
    let name = option.positional ? option.name.uppercased() : option.name + "="
    let fallback = option.defaultValue.map { "; default \($0)" } ?? "; must be given"
    return (name, "\(option.summary); \(option.kind)\(fallback)")
  }
}
