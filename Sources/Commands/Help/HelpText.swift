import Language
import Learning

/// The texts of `help`, made from the declarations.
enum HelpText {
  /// The lists `help` knows, by the word typed for them.
  private static let lists: [(word: String, category: Learning.Category)] = [
    ("layers", .layer), ("losses", .loss), ("penalties", .penalty), ("optimizers", .optimizer),
    ("schedules", .schedule), ("metrics", .metric), ("callbacks", .callback),
    ("augmentations", .augmentation),
  ]

  /// Every word that has a help text.
  static func topics(_ commands: CommandTable<Session>, _ session: Session) -> [String] {
    commands.all.map(\.name) + lists.map(\.word) + ["functions", "formulas", "language"]
      + session.declarations.map(\.name) + BuiltInFunction.all.map(\.name)
      + LanguageForm.all.map(\.name)
  }

  /// The text on a topic; nil if there is none.
  static func topic(
    _ word: String, _ commands: CommandTable<Session>, _ session: Session
  ) -> String? {
    var texts: [String] = []
    if let verb = commands[word] { texts.append(text(of: verb)) }
    texts += session.declarations.filter { $0.name == word }.map { text(of: $0, in: session) }
    if let entry = lists.first(where: { $0.word == word }) {
      texts.append(list(entry.category, in: session))
    }
    if let function = BuiltInFunction.all.first(where: { $0.name == word }) {
      texts.append(text(of: function))
    }
    if let form = LanguageForm.all.first(where: { $0.name == word }) {
      texts.append(text(of: form))
    }
    if word == "functions" { texts.append(functions) }
    if word == "formulas" { texts.append(formulas) }
    if word == "language" { texts.append(language) }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  /// The verbs by group.
  static func overview(_ commands: CommandTable<Session>) -> String {
    var groups: [String] = []
    for verb in commands.all where !groups.contains(verb.group) { groups.append(verb.group) }
    let sections = groups.map { group in
      let verbs = commands.all.filter { $0.group == group }
      return ([group] + columns(verbs.map { ("  " + $0.name, $0.summary) })).joined(separator: "\n")
    }
    let forms = ["language"] + columns(LanguageForm.all.map { ("  " + $0.name, $0.summary) })
    return (sections + [forms.joined(separator: "\n")]).joined(separator: "\n") + """


      help VERB explains one and shows examples; help VERB OPTION explains an option.
      help losses, layers, optimizers, schedules, penalties, metrics, callbacks, augmentations,
      functions, formulas, language: the rest.
      """
  }

  /// One option of a verb or of a thing of the catalogue, or a thing of a category.
  static func option(
    _ option: String, of topic: String, _ commands: CommandTable<Session>, _ session: Session
  ) throws -> String {
    let verb = commands[topic]
    if let parameter = verb?.parameters.first(where: { $0.name == option }) {
      return "\(topic): " + lines(of: parameter).joined(separator: "\n")
    }
    // `help loss huber` names a thing by its category.
    let category = Learning.Category(rawValue: topic)
    let things = category.map(session.declarations) ?? []
    if let thing = things.first(where: { $0.name == option }) {
      return text(of: thing, in: session)
    }
    if verb != nil || category != nil {
      throw noOption(option, topic, (verb?.parameters ?? []).map(\.name) + things.map(\.name))
    }
    guard let declaration = session.declarations.first(where: { $0.name == topic }) else {
      throw ArgumentProblem(
        "topic",
        SessionError.noHelp(
          topic, nearest: nearestName(to: topic, among: topics(commands, session))))
    }
    guard let found = declaration.options.first(where: { $0.name == option }) else {
      throw noOption(option, topic, declaration.options.map(\.name))
    }
    return "\(topic): " + columns([row(of: found)]).joined(separator: "\n")
  }

  private static func noOption(_ option: String, _ topic: String, _ known: [String]) -> any Error {
    let nearest = nearestName(to: option, among: known) ?? known.first
    return ArgumentProblem(
      "option", SessionError.noHelp("\(topic) \(option)", nearest: nearest.map { "\(topic) \($0)" })
    )
  }

  /// Pairs as two columns, the second wrapped to 100 columns in all.
  static func columns(_ rows: [(String, String)]) -> [String] {
    let width = min(28, rows.map { displayWidth($0.0) }.max() ?? 0)
    return rows.flatMap { left, right -> [String] in
      let text = wrap(right, to: 98 - width)
      let indent = String(repeating: " ", count: width + 2)
      let first = left + String(repeating: " ", count: max(2, width + 2 - displayWidth(left)))
      guard let head = text.first else { return [left] }
      return [first + head] + text.dropFirst().map { indent + $0 }
    }
  }

  /// Text in lines of at most so many columns, broken between words.
  static func wrap(_ text: String, to width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if displayWidth(last) + 1 + displayWidth(word) <= width {
          lines[lines.count - 1] += " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines
    }
  }
}
