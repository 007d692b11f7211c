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
      (triplet, contrastive) is judged by the nearest row of the training part. From the outputs of \
      a model of label sequences (ctc) labels are read, by the best class of each frame or, with \
      decode=beam, those of the largest probability over all alignments; what it takes to mend them \
      is told, beside a model that never reads any label, and stays in reach as `test.edits`.
      """,
    parameters: [
      .positional(
        "part", .choice([Choice("train"), Choice("validation"), Choice("test")]),
        "the part to judge", defaultText: "test, else validation, else train"),
      .option(
        "decode",
        .choice([
          Choice("greedy", "the best class of each frame"),
          Choice("beam", "the largest probability over all alignments"),
        ]), "how label sequences are read", defaultText: "greedy"),
      .option(
        "width", .integer(.between(1, 10_000)), "how many beginnings a beam keeps",
        defaultText: "16"),
    ],
    examples: [
      Example(
        "evaluate test", after: irisModel + ["fit epochs=5"],
        .contains(["accuracy", "baseline", "f1"])),
      Example(
        "evaluate test decode=beam", after: irisModel + ["fit epochs=1"],
        .fails("decode reads label sequences, the target is 3 classes")),
      Example("evaluate", .fails("evaluate needs a trained model")),
      Example(
        "evaluate validation", after: irisModel + ["fit epochs=1"], .fails("no validation part")),
    ],
    searchTerms: ["metrics", "accuracy", "test", "judge", "score"],
    changesSession: true
  ) { context, arguments in
    _ = try context.session.requireTrained(for: "evaluate")
    let part = try arguments.textIfGiven("part").flatMap(Part.init) ?? context.session.partToJudge
    let decoding = try context.session.decoding(arguments)
    let judgement = try blaming("part") { try context.session.judge(part, decoding: decoding) }
    context.emit(.table(judgement.table))
    if let perClass = judgement.classTable { context.emit(.table(perClass)) }
    if let edits = judgement.editTable { context.emit(.table(edits)) }
    context.emit(.evaluate(judgement.event))
    return .record(judgement.record)
  }
}

extension Session {
  /// How labels are to be read.
  fileprivate mutating func decoding(_ arguments: Arguments) throws -> SequenceDecoding {
    let decode = try arguments.textIfGiven("decode")
    if decode != nil, let target = judgedTarget(), target != .sequences {
      throw ArgumentProblem(
        "decode",
        Complaint("decode reads label sequences, the target is \(target)", hint: "evaluate test"))
    }
    guard decode == "beam" else {
      guard arguments.isGiven("width") else { return .greedy }
      throw ArgumentProblem(
        "width", Complaint("only a beam has a width", hint: "evaluate decode=beam width=16"))
    }
    return .beam(width: arguments.isGiven("width") ? try arguments.integer("width") : 16)
  }

  /// The part that says most of a model: test if there is one, else validation, else train.
  var partToJudge: Part {
    [Part.test, .validation].first { data?.parts[$0].isEmpty == false } ?? .train
  }
}
