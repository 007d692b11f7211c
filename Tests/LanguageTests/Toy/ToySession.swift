import Language

/// A session small enough to read: some columns, a catalogue, and the names of runs.
struct ToySession: InterpreterSession {
  var scope = Scope()
  var columns = ["species", "petal_length", "sepal width"]
  var runs: [String: Record] = [:]
  var layers: [Constructor] = []
  var loaded: [String] = []
  var formulas: [String: FormulaDefinition] = [:]

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
    let own = category == "loss" ? formulas.values.map(toyEntry) : []
    return (toyCatalogue[category] ?? []) + own.sorted { $0.name < $1.name }
  }
}

private let toyCatalogue: [String: [CatalogueEntry]] = [
  "layer": [
    entry(
      "dense", "layer", .positional("units", .integer(.atLeast(1)), "outputs"),
      .option("bias", .flag, "whether to add one", default: true)),
    entry("relu", "layer"), entry("tanh", "layer"), entry("softmax", "layer"),
    entry("dropout", "layer", .positional("p", .number(.from(0, below: 1)), "share dropped")),
  ],
  "loss": [
    entry("mse", "loss"),
    entry(
      "cross_entropy", "loss",
      .option("label_smoothing", .number(.between(0, 1)), "share spread out"),
      .option("from", .choice(["logits", "probabilities"]), "what the model gives")),
  ],
  "optimizer": [
    entry("adam", "optimizer", .option("lr", .number(.above(0)), "step size", default: 0.001))
  ],
  "metric": [entry("accuracy", "metric"), entry("f1", "metric")],
]

private func entry(_ name: String, _ category: String, _ parameters: Parameter...)
  -> CatalogueEntry
{
  CatalogueEntry(
    name: name, category: category, summary: "The \(name) \(category)", parameters: parameters)
}
