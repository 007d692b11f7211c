import Language
import Learning

extension Verbs {
  /// `losses`.
  static let losses = Verb(
    "losses", group: "objective", summary: "List the losses by task",
    discussion: """
      One line for each; `losses regression` lists those of one task only. `help loss huber` \
      explains one: its formula, what targets look like, its options, when to use it and when not.
      """,
    parameters: [
      .positional(
        "task", .choice(LossTask.allCases.map { Choice($0.rawValue, $0.summary) }),
        "the task whose losses are listed", optional: true)
    ],
    examples: [
      Example("losses", .contains(["regression", "mse", "distributions", "kl_divergence"])),
      Example("losses adaptive", .contains(["adaptive"])),
      Example(
        "losses own", after: ["loss cube(y, p) = abs(p - y)^3"], .contains(["cube"]),
        note: "those typed in this session"),
      Example("losses regresion", .fails("regression")),
    ],
    searchTerms: ["list", "objective", "criterion", "cost"],
    changesSession: false
  ) { context, arguments in
    let wanted = try arguments.textIfGiven("task")
    let groups = context.session.lossesByTask.filter { wanted == nil || $0.task.rawValue == wanted }
    for group in groups { context.emit(.table(Table(group))) }
    if groups.isEmpty {
      context.emit(.text("no losses for this task; loss name(y, p) = formula makes one"))
    }
    return .list(groups.flatMap(\.losses).map { .text($0.name) })
  }
}

extension Table {
  /// The losses of a task with their summaries.
  fileprivate init(_ group: Session.LossGroup) {
    self.init(
      title: "\(group.task): \(group.task.summary)", columns: [.text("loss"), .text("what")],
      rows: group.losses.map { [.text($0.name), .text($0.summary)] })
  }
}
