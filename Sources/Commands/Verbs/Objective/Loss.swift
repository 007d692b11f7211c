import Language
import Learning

extension Verbs {
  /// `loss cross_entropy`.
  static let loss = Verb(
    "loss", group: "objective", summary: "Choose the loss that a fit minimises, or write one",
    discussion: """
      Losses take raw scores (logits) unless told `from=probabilities`. `help losses` lists them, \
      `help cross_entropy` explains one. Losses are added up with weights above 0, \
      `loss mse + 0.3 * mae`; `uncertainty(mse, mae)` learns the weights. \
      `loss name(y, p, c=1) = formula` defines a loss of your own over targets y and predictions p, \
      with numbers such as c as its options, and puts it in force; from then on it is used as any \
      other. `help formulas` says what may stand in a formula. Where classes weigh differently, a \
      table says what a row of each counts. Without an argument the loss in force is shown.
      """,
    parameters: [
      .positional(
        "loss", .either([.loss, .lossFormula]), "a loss with its options, a sum, or a formula",
        optional: true)
    ],
    examples: [
      Example("loss cross_entropy(label_smoothing=0.1)"),
      Example("loss mse + 0.3 * mae"),
      Example("loss uncertainty(mse, mae)"),
      Example("loss clipped(y, p, c=2) = min((y - p)^2, c)"),
      Example("loss clipped(c=3)", after: ["loss clipped(y, p, c=2) = min((y - p)^2, c)"]),
      Example("loss plain(y, p) = -sum(y * log_softmax(p))"),
      Example("loss cross_entrpy", .fails("cross_entropy")),
      Example("loss wrong(y, p) = abs(y)", .fails("depend on p")),
      Example(
        "loss cross_entropy", after: [#"load "iris""#, "model dense(3) -> softmax"],
        .fails("softmax"), note: "the loss applies softmax itself"),
      Example(
        #"loss focal(class_weights=[["setosa", 2]])"#,
        after: [#"load "iris""#, "model dense(3)"], .contains(["setosa", "2"]),
        note: "what a row of each class counts"),
    ],
    searchTerms: ["objective", "criterion", "cost", "formula", "custom"],
    changesSession: true
  ) { context, arguments in
    guard let value = arguments["loss"] else {
      context.emit(.text(context.session.loss.map { "loss \($0)" } ?? "no loss chosen"))
      return .none
    }
    if case .function(let function) = value, let formula = function.definition {
      for notice in try context.session.defineLoss(formula) { context.emit(.notice(notice)) }
      return .none
    }
    let loss = try blaming("loss") {
      let loss = try context.session.lossSpecification(value)
      try context.session.check(loss)
      return loss
    }
    context.session.adopt(loss)
    let weighing = context.session.classWeighing(loss)
    weighing.doubts.forEach { context.emit(.notice($0)) }
    if let table = weighing.table { context.emit(.table(table)) }
    return .none
  }
}

extension Session {
  /// Defines a loss and puts it in force where it fits model and data.
  ///
  /// A file of losses may be sourced whatever is loaded, so that a misfit is no mistake.
  ///
  /// - Returns: what is worth knowing of the formula.
  fileprivate mutating func defineLoss(_ formula: FormulaDefinition) throws -> [String] {
    let own = try OwnLoss(formula, known: ownLosses.map(\.name))
    define(own)
    var notices = try FormulaTrial(own).findings
    if hasSingleNumber, let notice = own.noticeForSingleOutput { notices.append(notice) }
    let loss = try LossSpecification(own.definition)
    do { try check(loss) } catch let error as any ExplainedError {
      // An earlier formula of this name is not to stay in force under it.
      if self.loss?.names.contains(own.name) == true { self.loss = nil }
      return notices + ["\(own.name) is defined but not in force: \(error.message)"]
    }
    adopt(loss)
    return notices
  }

  /// Whether the data asks for one number per row.
  private var hasSingleNumber: Bool {
    guard let data else { return false }
    return data.targetColumns.count == 1 && !data.hasClassTarget
  }
}
