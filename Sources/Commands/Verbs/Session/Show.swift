import DataSources
import Language
import Learning

extension Verbs {
  /// `show`.
  static let show = Verb(
    "show", group: "session", summary: "Say what is in force: data, preparation, model, objective",
    parameters: [
      .positional(
        "what", .choice([Choice("all"), Choice("data"), Choice("model"), Choice("variables")]),
        "only a part of it", default: "all")
    ],
    examples: [
      Example(
        "show", after: irisModel,
        .contains(["iris", "scale standard", "dense(8)", "cross_entropy", "adam(lr=0.01)", "seed"])),
      Example("show variables", after: ["let rate = 0.1"], .contains(["rate", "0.1"])),
    ],
    searchTerms: ["settings", "config", "status", "state"],
    changesSession: false
  ) { context, arguments in
    let what = try arguments.text("what")
    let session = context.session
    var rows: [(String, String)] = []
    if what == "all" || what == "data" { rows += session.dataFacts }
    if what == "all" || what == "model" { rows += session.modelFacts }
    if what == "all" { rows += [("seed", "\(session.seed)")] + session.runFacts }
    if what == "variables" { rows += session.variableFacts }
    if rows.isEmpty { rows = [("variables", "none")] }
    context.emit(.text(HelpText.columns(rows).joined(separator: "\n")))
    return .none
  }
}

extension Session {
  /// Data and preparation in words.
  var dataFacts: [(String, String)] {
    guard let data else { return [("data", "none")] }
    let parts = data.parts.present.map { "\($0) \(grouped(data.parts[$0].count))" }
    let steps = preparation.steps.map(\.typed)
    return [
      ("data", data.sentence),
      ("parts", parts == ["train \(grouped(data.rowCount))"] ? "all rows train" : list(parts)),
      ("preparation", steps.isEmpty ? "none" : steps.joined(separator: "; ")),
      ("augmentation", augmentationSentence),
    ]
  }

  /// Model and objective in words.
  var modelFacts: [(String, String)] {
    [
      ("model", network == nil ? "none" : modelSentence),
      ("weights", trained.map { "trained for \(counted($0.state.epochs, "epoch"))" } ?? "none yet"),
      ("loss", loss.map { "\($0)" } ?? "none"),
      (
        "penalties",
        penalties.isEmpty ? "none" : penalties.map(\.description).joined(separator: ", ")
      ),
      ("optimizer", optimizer.map { "\($0)" } ?? "none"),
      ("schedule", schedule.map { "\($0)" } ?? "none"),
      ("metrics", "\(metrics)"),
      ("early stopping", earlyStopping.map { "\($0)" } ?? "none"),
    ]
  }

  var runFacts: [(String, String)] {
    [("runs", runs.isEmpty ? "none" : list(runs.map(\.name)))]
  }

  var variableFacts: [(String, String)] {
    scope.variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sketch) }
  }
}

extension PreparationStep {
  /// The statement as it would be typed.
  var typed: String {
    switch self {
    case .select(let names): "select " + names.map(typedName).joined(separator: " ")
    case .drop(let names): "select drop=[\(names.map(typedName).joined(separator: ", "))]"
    case .impute(let names, let method):
      words("impute", names, method == .automatic ? nil : method.typed)
    case .encode(let names, let method):
      words("encode", names, method == .oneHot ? nil : "method=\(method.rawValue)")
    case .countWords(let names, let limit):
      words("encode", names, "method=bag vocabulary=\(limit)")
    case .tokenize(let names, let options):
      words("encode", names, options.typed)
    case .scale(let names, let method):
      "scale " + method.typed
        + (names.map { " columns=[\($0.map(typedName).joined(separator: ", "))]" } ?? "")
    }
  }

  private func words(_ verb: String, _ names: [String]?, _ option: String?) -> String {
    ([verb] + (names ?? []).map(typedName) + [option].compactMap { $0 }).joined(separator: " ")
  }
}

extension TokenOptions {
  fileprivate var typed: String {
    var options = "method=\(unit.rawValue) vocabulary=\(vocabulary)"
    if let length { options += " length=\(length)" }
    if truncation != .end { options += " truncate=\(truncation.rawValue)" }
    return options
  }
}

extension Imputation {
  fileprivate var typed: String {
    switch self {
    case .automatic: "method=auto"
    case .mean: "method=mean"
    case .median: "method=median"
    case .mostFrequent: "method=most_frequent"
    case .constant(let value): "constant=" + (Double(value) == nil ? quoted(value) : value)
    }
  }
}

extension Scaling {
  fileprivate var typed: String {
    switch self {
    case .standard: "standard"
    case .minmax: "minmax"
    case .divide(let divisor): "divide=\(numberText(divisor))"
    }
  }
}

/// A column's name as it would be typed: bare where it is a name, quoted otherwise.
func typedName(_ name: String) -> String {
  let isBare = name.first.map { $0.isLetter || $0 == "_" } ?? false
  return isBare && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : quoted(name)
}
