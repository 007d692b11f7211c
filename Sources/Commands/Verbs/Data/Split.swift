import DataSources
import Language

extension Verbs {
  /// `split train=0.7 validation=0.15 test=0.15 stratify=true seed=7`.
  static let split = Verb(
    "split", group: "data", summary: "Part the rows into training, validation and test",
    discussion: """
      The model learns from the training part; the validation part tells when to stop and which \
      run is better; the test part is looked at last. Rows are shuffled by the seed unless \
      `order=true`. Without `train=` the training part gets what the others leave. Without a split \
      every row is training data.
      """,
    parameters: [
      .option(
        "train", .number(.between(0, 1)), "share of the training part", defaultText: "the rest"),
      .option("validation", .number(.between(0, 1)), "share of the validation part", default: 0),
      .option("test", .number(.between(0, 1)), "share of the test part", defaultText: "the rest"),
      .option("stratify", .flag, "keep the shares of the classes in every part", default: false),
      .option("order", .flag, "keep the order: train first, test last", default: false),
      .option(
        "seed", .integer(.between(0, 9_007_199_254_740_991)), "seed of the shuffle",
        defaultText: "the session's seed"),
    ],
    examples: [
      Example(
        "split train=0.7 validation=0.15 test=0.15 stratify=true seed=7", after: [#"load "iris""#],
        .contains(["train", "test"])),
      Example("split test=0.2 order=true", after: [#"load "diabetes""#], .contains(["354", "88"])),
      Example("split train=0.9 test=0.9", after: [#"load "iris""#], .fails("1.8")),
    ],
    searchTerms: ["partition", "holdout", "train", "test", "validation"],
    changesSession: true
  ) { context, arguments in
    let request = SplitRequest(
      train: try arguments.numberIfGiven("train"),
      validation: arguments.isGiven("validation") ? try arguments.number("validation") : nil,
      test: try arguments.numberIfGiven("test"),
      stratify: try arguments.flag("stratify"), inOrder: try arguments.flag("order"),
      seed: try arguments.integerIfGiven("seed").map(UInt64.init) ?? context.session.seed)
    let (data, notices) = try context.session.requireData().split(request)
    context.session.change(data)
    notices.forEach { context.emit(.notice($0)) }
    context.emit(.table(data.partsTable))
    return .record(data.record)
  }
}
