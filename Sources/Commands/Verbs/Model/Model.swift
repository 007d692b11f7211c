import Language
import Learning

extension Verbs {
  /// `model dense(32) -> relu -> dense(3)`.
  static let model = Verb(
    "model", group: "model", summary: "Define the model as a sequence of layers",
    discussion: """
      The input comes from the data, so a layer says only what it makes. The model ends in raw \
      scores: the losses apply softmax or sigmoid themselves. A new model starts with fresh \
      weights. `help layers` lists the layers.
      """,
    parameters: [
      .positional("layers", .catalogue(["layer"]), "layers joined by ->")
    ],
    examples: [
      Example("model dense(32) -> relu -> dense(3)", after: [#"load "iris""#], .contains(["259"])),
      Example("model dense(0)", .fails("units")),
    ],
    searchTerms: ["network", "layers", "architecture", "sequential"],
    changesSession: true
  ) { context, arguments in
    let network = try NetworkSpecification(arguments.constructors("layers"))
    try blaming("layers") { try context.session.check(network) }
    context.session.adopt(network)
    context.emit(.text(context.session.modelSentence))
    return .none
  }
}
