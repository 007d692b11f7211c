import Language
import Learning

extension HelpText {
  /// A list of the things of a category with their summaries, losses by task.
  static func list(_ category: Learning.Category, in session: Session) -> String {
    let lines =
      category == .loss
      ? list(session.lossesByTask) : columns(session.declarations(category).map(line))
    return (lines + ["", "help NAME explains one."]).joined(separator: "\n")
  }

  /// A thing of the catalogue in one line.
  static func line(_ declaration: Declaration) -> (String, String) {
    (declaration.name, declaration.summary)
  }

  /// Everything about a layer, loss, penalty, optimizer, schedule, metric, callback or augmentation.
  static func text(of declaration: Declaration, in session: Session) -> String {
    var parts = ["\(declaration.name) (\(declaration.category.rawValue)): \(declaration.summary)"]
    if let formula = declaration.formula { parts.append("  " + formula) }
    let loss = declaration.category == .loss ? session.lossDefinition(declaration.name) : nil
    if let loss { parts.append(columns(guideRows(loss)).joined(separator: "\n")) }
    if let discussion = declaration.discussion {
      parts.append(wrap(discussion, to: 98).joined(separator: "\n"))
    }
    if !declaration.options.isEmpty { parts.append(indented(declaration.options.map(row))) }
    parts += (loss?.arrayLists ?? []).map { "\($0.title):\n" + indented($0.rows) }
    if let reference = declaration.reference {
      parts.append(wrap("Source: \(reference)", to: 98).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func indented(_ rows: [(String, String)]) -> String {
    columns(rows).map { "  " + $0 }.joined(separator: "\n")
  }

  /// An option as help shows it.
  static func row(of option: OptionDeclaration) -> (String, String) {
    let name = option.positional ? option.name.uppercased() : option.name + "="
    let fallback = option.defaultValue.map { "; default \($0)" } ?? "; must be given"
    return (name, "\(option.summary); \(option.kind)\(fallback)")
  }
}
