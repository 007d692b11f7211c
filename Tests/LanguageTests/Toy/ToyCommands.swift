import Language

/// Verbs with every kind of parameter.
let toyCommands: [Command<ToySession>] = [
  .print, toyFit, toyModel, toyLoss, toySelect, toyPlot, toyLoad, toyFilter, toyQuit, toyBreak,
]

let toyFit = Command<ToySession>(
  "fit", group: "training", summary: "Train the model",
  parameters: [
    .option("epochs", .integer(.atLeast(1)), "how often to go through the data", default: 10),
    .option("batch", .integer(.atLeast(1)), "rows in a step", defaultText: "all rows"),
    .option("shuffle", .flag, "whether to shuffle", default: true),
    .option("name", .newName("run"), "what to call the run"),
    .option("metrics", .list(.catalogue(["metric"])), "what to measure"),
    .option("tolerance", .number(.above(0)), "when to stop"),
  ], changesSession: true
) { context, arguments in
  let epochs = try arguments.integer("epochs")
  let name = try arguments.textIfGiven("name") ?? "run\(context.session.runs.count + 1)"
  let metrics = try arguments.constructors("metrics").map { Value.symbol($0.name) }
  let run = Record(
    "run",
    [
      "name": .text(name), "epochs": .number(Double(epochs)), "loss": .number(1 / Double(epochs)),
      "metrics": .list(metrics), "validation": .record(Record("part", ["loss": 0.5])),
    ])
  context.session.runs[name] = run
  return .record(run)
}

let toyModel = Command<ToySession>(
  "model", group: "model", summary: "Define the model",
  parameters: [.positional("layers", .catalogue(["layer"]), "the layers")], changesSession: true
) { context, arguments in
  context.session.layers = try arguments.constructors("layers")
  return .chain(context.session.layers)
}

let toyLoss = Command<ToySession>(
  "loss", group: "objective", summary: "Choose the loss",
  parameters: [
    .positional(
      "loss", .either([.combination(["loss"]), .definition(toyRules)]), "the loss", optional: true)
  ],
  changesSession: true
) { context, arguments in
  guard let value = arguments["loss"] else { return .none }
  guard case .function(let function) = value, let formula = function.definition else {
    return value
  }
  context.session.formulas[formula.name.text] = formula
  return value
}

/// A formula with its name joins the losses; one that names nothing twice is wrong.
private let toyRules = FormulaRules(
  form: "name(y, p) = formula", functions: [Completion("square", "", .name)]
) { definition in
  if let stranger = definition.strangers.first {
    throw PlacedError(Complaint("\(stranger) is strange"), at: definition.formula.span)
  }
  return toyEntry(definition)
}

/// A loss defined by a formula, its numbers as options.
func toyEntry(_ definition: FormulaDefinition) -> CatalogueEntry {
  CatalogueEntry(
    name: definition.name.text, category: "loss", summary: "",
    parameters: definition.parameters.dropFirst(2).map {
      .option($0.name.text, .number(.finite), "", default: $0.defaultValue)
    })
}

extension FormulaDefinition {
  /// Names that are neither parameters nor captured.
  var strangers: [String] {
    func names(_ formula: Formula) -> [String] {
      if case .name(let name) = formula.kind { return [name] }
      return formula.parts.flatMap(names)
    }
    let known = parameters.map(\.name.text)
    return names(formula).filter { !known.contains($0) && captured[$0] == nil }
  }
}

let toySelect = Command<ToySession>(
  "select", group: "data", summary: "Keep some columns",
  parameters: [
    .variadic("columns", .name("column"), "which to keep", required: true),
    .option("sort", .either([.flag, .name("column")]), "how to sort"),
  ], changesSession: true
) { context, arguments in
  context.session.columns = try arguments.texts("columns")
  return .list(context.session.columns.map(Value.text))
}

let toyPlot = Command<ToySession>(
  "plot", group: "pictures", summary: "Draw a picture",
  parameters: [
    .positional("kind", .choice(["loss", "confusion", "roc"]), "what to draw"),
    .keyword("to", .path(["png", "pdf", "svg"]), "where to write it"),
    .option("width", .number(.above(0)), "how wide", default: 640),
  ], changesSession: false
) { context, arguments in
  let path = try arguments.textIfGiven("to") ?? "screen"
  context.emit(.figure(path: path))
  return .text(
    "\(try arguments.text("kind")) to \(path), \(numberText(try arguments.number("width")))")
}

let toyLoad = Command<ToySession>(
  "load", group: "data", summary: "Load data",
  parameters: [.positional("path", .path(["csv"]), "the file")], changesSession: true
) { context, arguments in
  let path = try arguments.text("path")
  context.session.loaded.append(path)
  if path.hasPrefix("missing") {
    throw ArgumentProblem("path", Complaint("\(path) does not exist", hint: "load \"iris\""))
  }
  return .text(path)
}

let toyFilter = Command<ToySession>(
  "filter", group: "data", summary: "Keep rows for which a formula is true",
  parameters: [.positional("where", .formula("column"), "the condition")], changesSession: false
) { context, arguments in
  guard let function = try arguments.functionIfGiven("where") else { return .none }
  let values = function.parameters.map { Value.number(Double($0.utf8.count)) }
  return try context.call(function, values)
}

let toyQuit = Command<ToySession>(
  "quit", group: "session", summary: "Leave", changesSession: false
) { context, _ in
  context.requestQuit(status: 3)
  return .none
}

let toyBreak = Command<ToySession>(
  "spoil", group: "session", summary: "Change the session, then fail", changesSession: true
) { context, _ in
  context.session.columns = []
  throw Complaint("spoilt on purpose")
}
