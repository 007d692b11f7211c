import Language
import Learning
import Tensors

extension Verbs {
  /// `summary`.
  static let summary = Verb(
    "summary", group: "model", summary: "Show the layers with their shapes and parameters",
    examples: [
      Example(
        "summary", after: [#"load "iris""#, "model dense(32) -> relu -> dense(3)"],
        .contains(["dense(32)", "160", "259"]))
    ],
    searchTerms: ["layers", "parameters", "architecture"],
    changesSession: false
  ) { context, _ in
    let network = try context.session.requireModel()
    guard let shape = context.session.knownRowShape() else {
      context.emit(.text("\(network)"))
      context.emit(.notice("shapes come with the data; load some first"))
      return .none
    }
    let resolved = try network.resolve(input: shape)
    context.emit(.table(resolved.table))
    if let text = context.session.objectiveSentence { context.emit(.text(text)) }
    let learned = context.session.learnedByLoss(with: resolved)
    if !learned.isEmpty { context.emit(.table(Table(lossParameters: learned))) }
    return .record(
      Record(
        "model",
        [
          "layers": .list(resolved.layers.map { .text("\($0.specification)") }),
          "parameters": .number(Double(resolved.parameterCount)),
          "loss_parameters": .record(Record(lossParameters: learned)),
        ]))
  }
}

extension Session {
  /// What the loss learns: the numbers it has come to, or starts from.
  func learnedByLoss(with network: Network) -> [LossParameterValue] {
    loss?.learnedValues(of: network, weights: trained?.state.weights ?? [:]) ?? []
  }
}

extension Table {
  /// What a loss learns, a row for each array.
  init(lossParameters: [LossParameterValue]) {
    self.init(
      columns: [.text("learned by the loss"), .text("value")],
      rows: lossParameters.map { learned in
        [.text(learned.name), .text(learned.text)]
      })
  }
}

extension LossParameterValue {
  /// The numbers, or the first of many.
  var text: String {
    let shown = values.prefix(6).map { Table.NumberFormat.significant(4).text(of: $0) }
    return shown.joined(separator: ", ")
      + (values.count > 6 ? ", … (\(values.count) in all)" : "")
  }

  /// The numbers as a value of the language: one alone, several as a list.
  var value: Value {
    values.count == 1 ? .number(values[0]) : .list(values.map(Value.number))
  }
}

extension Record {
  /// What a loss learns, by name: `summary.loss_parameters.alpha`.
  init(lossParameters: [LossParameterValue]) {
    self.init(
      "loss_parameters",
      lossParameters.map {
        (key: $0.name.map { $0 == " " || $0 == "." ? "_" : String($0) }.joined(), value: $0.value)
      })
  }
}

extension Network {
  /// The layers with shapes and numbers of parameters.
  var table: Table {
    let rows = layers.map { layer -> [Table.Cell] in
      [
        .formatted(Double(layer.index), .exact), .text("\(layer.specification)"),
        .text(layer.outputShape.words), .text(grouped(layer.parameterCount)),
      ]
    }
    return Table(
      columns: [
        .number("", .exact), .text("layer"), .text("output"), .number("parameters", .exact),
      ],
      rows: [[.none, "input", .text(inputShape.words), "0"]] + rows,
      footnotes: ["\(grouped(parameterCount)) parameters in all"])
  }
}

extension Shape {
  /// "28 x 28".
  var words: String {
    dimensions.isEmpty ? "1" : dimensions.map { "\($0)" }.joined(separator: " x ")
  }
}

extension Session {
  /// Loss, penalties and optimizer in one line; nil when none is chosen.
  var objectiveSentence: String? {
    let objective = ([loss?.description].compactMap { $0 } + penalties.map(\.description))
      .joined(separator: " + ")
    let parts = [
      objective.isEmpty ? nil : "objective: \(objective)",
      optimizer.map { "optimizer: \($0)" }, earlyStopping.map { "\($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
