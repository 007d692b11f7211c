import Language
import Learning

/// The reference manual, docs/LANGUAGE.md, made from the declarations that `help` reads too.
///
/// A test holds the committed file to this text.
enum Manual {
  /// The whole manual in Markdown.
  static var text: String {
    [
      heading, language, verbs, catalogue, functions, formulas, program, statuses, events,
    ].joined(separator: "\n\n") + "\n"
  }

  private static let heading = """
    # The language of lossrepl

    Made from the declarations of the program: `LOSSREPL_ACCEPT=1 swift test --filter Manual` writes
    this page anew. The same texts stand behind `help` at the prompt.

    [Language](#language) · [Verbs](#verbs) · [Catalogue](#catalogue) ·
    [Functions](#functions) · [Formulas](#formulas) · [Command line](#command-line) · [Exit statuses](#exit-statuses) ·
    [Events](#events)
    """

  // MARK: Language

  private static var language: String {
    let forms = LanguageForm.all.map { [code($0.name), $0.summary, code($0.form)] }
    return """
      ## Language

      ```
      \(HelpText.language)
      ```

      \(table(["word", "what it does", "form"], forms))

      A bare name is read as what its place wants: a column after `select`, a part after `evaluate`,
      a layer after `model`. Elsewhere it is a variable, or one of the session's own names: `run` is
      the last run, a run's name is that run, and `train`, `validation` and `test` are the latest
      judgements of these parts, so that `run.validation.loss` and `test.accuracy` are numbers. To
      keep what a verb gives, name it: `let r = fit epochs=5`; `fields(r)` lists what is in it.

      Every error says where (`file:line:column`), shows the line with a caret, says what was
      expected and, where there is one, what to type instead. A statement that fails leaves the
      session as it was before it; the first failure ends a script.
      """
  }

  // MARK: Verbs

  private static var verbs: String {
    var groups: [String] = []
    for verb in allCommands where !groups.contains(verb.group) { groups.append(verb.group) }
    let sections = groups.flatMap { group -> [String] in
      let verbs = allCommands.filter { $0.group == group }
      return ["### \(group.capitalizedFirst)"] + verbs.map(section)
    }
    return (["## Verbs"] + sections).joined(separator: "\n\n")
  }

  private static func section(_ verb: Verb) -> String {
    var parts = [
      "#### \(verb.name)", "\(verb.summary).", "```\n\(HelpText.usage(of: verb))\n```",
    ]
    if !verb.discussion.isEmpty { parts.append(paragraph(verb.discussion)) }
    if !verb.parameters.isEmpty {
      parts.append(
        table(["argument", "meaning", "value", "default"], verb.parameters.map(row)))
    }
    let examples = examples(verb.examples)
    if examples != [verb.name] { parts.append("```\n\(examples.joined(separator: "\n"))\n```") }
    return parts.joined(separator: "\n\n")
  }

  private static func row(_ parameter: Parameter) -> [String] {
    let name =
      switch parameter.style {
      case .positional, .variadic: parameter.name.uppercased()
      case .option: parameter.name + "="
      case .keyword: parameter.name
      }
    return [
      code(name), parameter.summary, words(parameter.kind),
      parameter.isRequired ? "must be given" : parameter.defaultWords ?? "",
    ]
  }

  /// What may be given, the choices with what they mean.
  private static func words(_ kind: ParameterKind) -> String {
    guard case .choice(let choices) = kind, choices.contains(where: { !$0.summary.isEmpty }) else {
      return kind.phrase
    }
    return choices.map { choice in
      choice.summary.isEmpty ? choice.name : "\(choice.name) (\(choice.summary))"
    }.joined(separator: "; ")
  }

  /// Examples as the lines of a script.
  ///
  /// One that is refused is shown only where its note says why it is there.
  private static func examples(_ examples: [Example]) -> [String] {
    examples.compactMap { example in
      var notes = [example.note]
      switch example.outcome {
      case .fails where example.note.isEmpty: return nil
      case .fails: notes.insert("refused", at: 0)
      case .prints(let text) where !text.contains("\n"): notes.append("prints \(text)")
      default: break
      }
      let note = notes.filter { !$0.isEmpty }.joined(separator: ": ")
      return note.isEmpty ? example.line : "\(example.line)    # \(note)"
    }
  }

  // MARK: Functions

  private static var functions: String {
    let rows = BuiltInFunction.all.map { [code($0.usage), $0.summary] }
    let constants = BuiltInFunction.constants.sorted { $0.key < $1.key }
      .map { "\(code($0.key)) is \(numberText($0.value))" }
    return """
      ## Functions

      \(table(["function", "what it does"], rows))

      \(constants.joined(separator: "; ")).
      """
  }
}

extension Manual {
  /// The chapter on losses of one's own.
  fileprivate static var formulas: String {
    let rows = FormulaFunction.all.map { [code($0.usage), $0.summary] }
    return """
      ## Formulas

      ```
      \(HelpText.formulaRules)
      ```

      \(table(["function", "what it does"], rows))
      """
  }

  /// A table in Markdown.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { cells in
      let texts = cells.map { cell in
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      }
      return "| " + texts.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  /// A text as code inside a line.
  static func code(_ text: String) -> String { "`\(text)`" }

  /// A text in lines of a page's width.
  static func paragraph(_ text: String) -> String {
    HelpText.wrap(text, to: 100).joined(separator: "\n")
  }
}
