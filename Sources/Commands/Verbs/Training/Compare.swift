import DataSources
import Figures
import Language
import Learning

extension Verbs {
  /// `compare plain regularised`, `compare losses mse mae huber(delta=0.5)`.
  static let compare = Verb(
    "compare", group: "training",
    summary: "Set runs side by side, or train the model with several losses and judge them alike",
    discussion: """
      Shows the settings in which the runs differ and the losses and metrics of the epoch each run \
      kept, the best of each column marked with *. Runs are judged on the validation part where there \
      is one; the test part is left for the end.

      `compare losses a b c` trains the model once with each loss, from the same first weights and on \
      the same batches, with the options of `fit`; the weights of the session stay as they are. All \
      are judged by the metrics in force on the validation part, else on the training part, with \
      intervals from 1000 bootstrap resamples of its rows. Differences to the best are taken on the \
      same resamples: one whose interval holds 0 is within noise. The runs are kept under the names \
      of the losses; `to`, and later `plot losses`, draws their curves over each other.
      """,
    parameters: [
      .variadic(
        "what",
        .either([
          .choice([Choice("losses", "train the model with each loss that follows")]), .name("run"),
          .loss,
        ]), "runs; or the word losses, and losses", defaultText: "all runs"),
      .keyword("to", .path(["png", "pdf", "svg"]), "with losses: a file for their curves"),
    ] + FitRequest.parameters,
    examples: [
      Example(
        "compare",
        after: irisModel + ["fit epochs=3 name=\"a\"", "add l2(1e-3)", "fit epochs=3 name=\"b\""],
        .contains(["a", "b", "penalties", "l2(0.001)", "loss"])),
      Example(
        "compare losses cross_entropy focal(gamma=2) epochs=3", after: irisModel,
        .contains(["accuracy", "focal", "interval", "within noise"])),
      Example(
        "let c = compare losses cross_entropy focal epochs=3; print c.part c.losses",
        after: irisModel, .contains(["train [\"cross_entropy\", \"focal\"]"])),
      Example("compare losses cross_entropy mse", after: irisModel, .fails("mse")),
      Example("compare", .fails("two runs")),
    ],
    searchTerms: ["difference", "versus", "side by side", "bootstrap", "noise", "significant"],
    changesSession: true
  ) { context, arguments in
    let what = try arguments.values("what")
    if what.first?.asText == LossComparisonRequest.word {
      let request = try LossComparisonRequest(arguments, &context.session)
      guard let comparison = try context.compare(request) else { return .none }
      return .record(comparison.record)
    }
    try LossComparisonRequest.refuseOptions(arguments)
    let runs = try context.session.runs(what)
    let comparison = RunComparison(runs)
    context.emit(.table(comparison.table))
    return .list(runs.map { .record($0.record) })
  }
}

extension Session {
  /// The runs named, or all of them; at least two.
  fileprivate func runs(_ names: [Value]) throws -> [Run] {
    let found =
      try names.isEmpty
      ? runs
      : names.enumerated().map { index, value in
        do { return try requireRun(value.asName ?? value.text) } catch {
          throw ArgumentProblem("what", error, index: index)
        }
      }
    guard found.count > 1 else { throw SessionError.tooFewRuns(count: found.count) }
    return found
  }
}
