import Figures
import Language
import Learning

extension SessionReport {
  /// The layers and what they were made to minimise.
  var modelSection: [Document.Block] {
    guard let network = session.trained?.network ?? resolved else { return [] }
    return [
      .heading(level: 1, "Model"),
      .table(Document.Table(network.table)),
      .facts(objectiveFacts),
    ] + lossBlocks
  }

  private var resolved: Network? {
    guard let shape = session.knownRowShape() else { return nil }
    return try? session.network?.resolve(input: shape)
  }

  private var objectiveFacts: [Document.Fact] {
    var facts: [Document.Fact] = []
    if let loss = session.loss { facts.append(Document.Fact("Loss", .code("\(loss)"))) }
    for penalty in session.penalties {
      facts.append(
        Document.Fact(
          "Penalty",
          .code("\(penalty)")
            + Document.Prose("  " + (penalty.definition.declaration.formula ?? ""))))
    }
    if let optimizer = session.optimizer {
      facts.append(Document.Fact("Optimizer", .code(optimizer.options.everyOption)))
    }
    if let schedule = session.schedule {
      facts.append(Document.Fact("Schedule", .code("\(schedule)")))
    }
    if let stopping = session.earlyStopping {
      facts.append(Document.Fact("Early stopping", .code(stopping.options.everyOption)))
    }
    return facts
  }

  private var lossBlocks: [Document.Block] {
    guard let loss = session.loss else { return [] }
    let formula = loss.definition.declaration.formula.map {
      [Document.Block.code(Document.Code($0))]
    }
    return (formula ?? []) + [
      .paragraph(
        Document.Prose("The mean over a batch divides by \(loss.definition.meanDividesBy)."))
    ]
  }
}

extension Options {
  /// The call with every option spelled out, defaults too: `adam(lr=0.01, betas=[0.9, 0.999], …)`.
  var everyOption: String {
    let arguments = zip(declaration.options, values).map { "\($0.name)=\($1)" }
    return arguments.isEmpty
      ? declaration.name : "\(declaration.name)(\(arguments.joined(separator: ", ")))"
  }
}
