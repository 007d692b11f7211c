import Language
import Learning

extension Verbs {
  /// `help fit`.
  static let help = Verb(
    "help", group: "session", summary: "Explain a verb, a loss, a layer, an option, or list them",
    discussion: """
      `help` lists the verbs, `help fit` explains one, `help fit epochs` one option of it. \
      `help losses`, `help layers`, `help optimizers`, `help schedules`, `help penalties`, \
      `help metrics`, `help callbacks`, `help augmentations`, `help functions`, `help formulas` and `help language` list \
      the rest; `help adam` or `help optimizer adam` explains one of them.
      """,
    parameters: [
      .positional("topic", .newName("topic"), "a verb, a list or a name", optional: true),
      .positional("option", .newName("option"), "an option of it", optional: true),
    ],
    examples: [
      Example("help", .contains(["load", "fit", "report"])),
      Example("help fit", .contains(["epochs"])),
      Example("help fit batch", .contains(["rows"])),
      Example("help formulas", .contains(["where(condition, a, b)", "kinks"])),
      Example("help cross_entropy", .contains(["label_smoothing"])),
      Example(
        "help loss gaussian_nll", .contains(["(log v + (p − y)² / v) / 2", "variance", "mean"])),
      Example("help loss adaptive", .contains(["It learns with the model", "alpha"])),
      Example("help ft", .fails("no help on ft")),
    ],
    searchTerms: ["?", "manual", "explain"],
    changesSession: false
  ) { context, arguments in
    guard let topic = try arguments.textIfGiven("topic") else {
      context.emit(.text(HelpText.overview(context.commands)))
      return .none
    }
    if let option = try arguments.textIfGiven("option") {
      context.emit(.text(try HelpText.option(option, of: topic, context.commands, context.session)))
      return .none
    }
    guard let text = HelpText.topic(topic, context.commands, context.session) else {
      let known = HelpText.topics(context.commands, context.session)
      throw ArgumentProblem(
        "topic", SessionError.noHelp(topic, nearest: nearestName(to: topic, among: known)))
    }
    context.emit(.text(text))
    return .none
  }
}
