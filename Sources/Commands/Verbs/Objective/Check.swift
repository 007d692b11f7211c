import Language
import Learning

extension Verbs {
  /// `check`, `check data`, `check loss focal(gamma=2)`, `check model`.
  static let check = Verb(
    "check", group: "objective", summary: "Look for mistakes in data, loss and model before a fit",
    discussion: """
      `check data` says of each thing it looks at whether it is ok, worth a second look (warn) or \
      wrong (fail), and what to type to mend it. `check loss` holds the gradient of the loss in \
      force, or of another one, against finite differences on rows of the training part, in double \
      precision; where the loss bends the gradient must be between the slopes on both sides. \
      `check model` does the same through the network for weights of each layer, penalties \
      included, and compares the compiled plan with it. Without an argument all three are run, as \
      far as there are a loss and a model. Nothing is changed: where something is trained, it is a \
      fresh copy. What `check data` looks at: \(checksInWords).
      """,
    parameters: [
      .positional(
        "what",
        .choice([
          Choice("data", "data, target, loss and model together"),
          Choice("loss", "the gradient of the loss"),
          Choice("model", "the gradient by the weights of each layer"),
        ]), "what to check", optional: true, defaultText: "all"),
      .positional(
        "loss", .loss, "for check loss: another loss than the one in force", optional: true,
        defaultText: "the loss in force"),
    ],
    examples: [
      Example("check data", after: irisModel, .contains(["initial_loss", "ln 3", "one_batch"])),
      Example("check loss focal(gamma=2)", after: irisModel, .contains(["ok", "focal"])),
      Example("check model", after: irisModel, .contains(["layer 0 dense(8)", "compiled plan"])),
      Example(
        "check data", after: [#"load "penguins""#], .contains(["fail", "impute", "encode"]),
        note: "what a fit would stumble over"),
      Example("check data", .fails("no data")),
    ],
    searchTerms: [
      "doctor", "diagnose", "gradient check", "finite differences", "sanity", "leak", "overfit",
    ],
    changesSession: false
  ) { context, arguments in
    let what = try arguments.textIfGiven("what")
    if arguments.isGiven("loss"), what != "loss" {
      throw ArgumentProblem(
        "loss", Complaint("check \(what ?? "") takes no loss", hint: "check loss NAME"))
    }
    switch what {
    case "data": return .list(try context.checkData().map { .record($0.record) })
    case "loss":
      let loss = try context.session.lossToCheck(arguments)
      let isNamed = arguments.isGiven("loss")
      return .record(
        try isNamed ? blaming("loss") { try context.checkLoss(loss) } : context.checkLoss(loss))
    case "model": return .list(try context.checkModel().map { .record($0) })
    default: return .record(try context.checkAll())
    }
  }

  private static var checksInWords: String {
    DataCheck.all.map { "`\($0.name)`, \($0.summary)" }.joined(separator: "; ")
  }
}

extension Session {
  /// The loss an argument names, or the one in force.
  fileprivate func lossToCheck(_ arguments: Arguments) throws -> LossSpecification {
    _ = try requireData()
    if let value = arguments["loss"] { return try blaming("loss") { try lossSpecification(value) } }
    guard let loss else { throw SessionError.noLoss }
    return loss
  }
}

extension CommandContext<Session> {
  /// Everything there is to check, as far as data, loss and model go together.
  fileprivate mutating func checkAll() throws -> Record {
    let findings = try checkData()
    var record = Record("check", ["data": .list(findings.map { .record($0.record) })])
    guard let loss = session.loss, !findings.contains(where: { $0.level == .fail }) else {
      return record
    }
    record["loss"] = .record(try checkLoss(loss))
    if session.network != nil {
      record["model"] = .list(try checkModel().map { .record($0) })
    }
    return record
  }
}
