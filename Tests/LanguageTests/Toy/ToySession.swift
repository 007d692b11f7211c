import Language

/// A session small enough to read: some columns, a catalogue, and the names of runs.
struct ToySession: InterpreterSession {
  var scope = Scope()
  var columns = ["species", "petal_length", "sepal width"]
  var runs: [String: Record] = [:]
  var layers: [Constructor] = []
  var loaded: [String] = []

  var names: [String] { runs.keys.sorted() }
  var namesToCome: [String] { ["train", "test"] }

  func lookup(_ name: String) -> Value? { runs[name].map(Value.record) }

  func candidates(_ category: String) -> [String] {
    switch category {
    case "column": columns
    case "run": names
    default: []
    }
  }

  var catalogueCategories: [String] { ["layer", "loss", "optimizer", "metric"] }

  func catalogue(_ category: String) -> [CatalogueEntry] {
    func entry(_ name: String, _ parameters: Parameter...) -> CatalogueEntry {
      CatalogueEntry(
        name: name, category: category, summary: "The \(name) \(category)", parameters: parameters)
    }
    let entries: [String: [CatalogueEntry]] = [
      "layer": [
        entry(
          "dense", .positional("units", .integer(.atLeast(1)), "outputs"),
          .option("bias", .flag, "whether to add one", default: true)),
        entry("relu"), entry("tanh"), entry("softmax"),
        entry("dropout", .positional("p", .number(.from(0, below: 1)), "share dropped")),
      ],
      "loss": [
        entry("mse"),
        entry(
          "cross_entropy", .option("label_smoothing", .number(.between(0, 1)), "share spread out"),
          .option("from", .choice(["logits", "probabilities"]), "what the model gives")),
      ],
      "optimizer": [entry("adam", .option("lr", .number(.above(0)), "step size", default: 0.001))],
      "metric": [entry("accuracy"), entry("f1")],
    ]
    return entries[category] ?? []
  }
}
