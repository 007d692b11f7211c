import DataSources
import Language
import Learning

extension Verbs {
  /// `evaluate test`.
  static let evaluate = Verb(
    "evaluate", group: "judgement", summary: "Judge the model on a part, beside a baseline",
    discussion: """
      Every number is computed from the whole part, never averaged over batches, and without \
      dropout. Beside it stands what a model would get that knows nothing: always the most frequent \
      class of the training part, or always its mean. The values stay in reach as `test.accuracy`. A model that gives vectors \
      (triplet, contrastive) is judged by the nearest row of the training part.
      """,
    parameters: [
      .positional(
        "part", .choice([Choice("train"), Choice("validation"), Choice("test")]),
        "the part to judge", defaultText: "test, else validation, else train")
    ],
    examples: [
      Example(
        "evaluate test", after: irisModel + ["fit epochs=5"],
        .contains(["accuracy", "baseline", "f1"])),
      Example("evaluate", .fails("evaluate needs a trained model")),
      Example(
        "evaluate validation", after: irisModel + ["fit epochs=1"], .fails("no validation part")),
    ],
    searchTerms: ["metrics", "accuracy", "test", "judge", "score"],
    changesSession: true
  ) { context, arguments in
    _ = try context.session.requireTrained(for: "evaluate")
    let part = try arguments.textIfGiven("part").flatMap(Part.init) ?? context.session.partToJudge
    let judgement = try blaming("part") { try context.session.judge(part) }
    context.emit(.table(judgement.table))
    if let perClass = judgement.classTable { context.emit(.table(perClass)) }
    context.emit(.evaluate(judgement.event))
    return .record(judgement.record)
  }
}

extension Session {
  /// The part that says most of a model: test if there is one, else validation, else train.
  var partToJudge: Part {
    [Part.test, .validation].first { data?.parts[$0].isEmpty == false } ?? .train
  }
}
