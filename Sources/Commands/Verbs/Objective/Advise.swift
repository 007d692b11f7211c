import Language
import Learning

extension Verbs {
  /// `advise`, `advise apply`.
  static let advise = Verb(
    "advise", group: "objective", summary: "Propose a loss from what is measured on the data",
    discussion: """
      Measures the target of the training part: its kind, how even classes are, how far numbers lie \
      out, whether they are counts, shares or span orders of magnitude. The five nearest neighbours \
      of each row (in standardised features, at most 2000 rows drawn by the session's seed) tell how \
      often labels contradict them and how large errors may be. Each finding is printed with its \
      number, then the loss to take and why, then two others and why not them. With a model, losses \
      that fit it come first. `advise apply` sets the loss.
      """,
    parameters: [
      .positional(
        "what", .choice([Choice("apply", "set the loss proposed")]), "apply sets the loss",
        optional: true)
    ],
    examples: [
      Example(
        "advise", after: [#"load "iris""#, "scale standard"],
        .contains(["imbalance", "label_noise", "take  cross_entropy", "not "])),
      Example(
        "advise apply", after: [#"load "diabetes""#, "scale standard", "model dense(1)"],
        .contains(["loss mse is set"])),
      Example(
        "let a = advise; print a.proposal a.findings.classes", after: [#"load "wine""#],
        .contains(["cross_entropy 3"])),
      Example("advise", .fails("no data")),
    ],
    searchTerms: [
      "suggest", "recommend", "which loss", "outliers", "imbalance", "noise", "counts",
    ],
    changesSession: true
  ) { context, arguments in
    let (advice, notices) = try context.session.advice()
    notices.forEach { context.emit(.notice($0)) }
    context.emit(.text(advice.findingLines))
    context.emit(.text(advice.proposalLines))
    if arguments.isGiven("what") {
      try blaming("what") {
        try context.session.check(advice.proposal.loss)
        context.session.adopt(advice.proposal.loss)
        context.emit(.text("loss \(advice.proposal.loss) is set"))
      }
    }
    return .record(advice.record)
  }
}
