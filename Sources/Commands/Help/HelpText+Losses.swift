import Language
import Learning

extension HelpText {
  /// Losses under their tasks.
  static func list(_ groups: [Session.LossGroup]) -> [String] {
    groups.flatMap { group in
      ["\(group.task)"] + columns(group.losses.map(line)).map { "  " + $0 }
    }
  }

  /// What one who chooses a loss asks, with the answers.
  static func guideRows(_ loss: LossDefinition) -> [(String, String)] {
    let guide = [
      ("targets", loss.guide.targets), ("use it", loss.guide.useWhen),
      ("rather not", loss.guide.avoidWhen), ("mean", "Divides by \(loss.meanDividesBy)."),
    ]
    return loss.layout == .rows ? guide : guide + [("predictions", "Their axes: \(loss.layout).")]
  }
}

extension LossDefinition {
  /// The arrays a loss has beside predictions and targets: those it reads, those it learns.
  var arrayLists: [(title: String, rows: [(String, String)])] {
    let read = extras.map { extra in
      (extra.name, extra.summary + (extra.isRequired ? "; must be given" : ""))
    }
    // Six digits: the way through what is stored may cost the last ones.
    let learned = learnedByDefault.map { parameter in
      let start = Double(significantText(parameter.shown(parameter.initial), digits: 6)) ?? .nan
      return (parameter.name, "\(parameter.summary); starts from \(numberText(start))")
    }
    return [("It also reads", read), ("It learns with the model", learned)].filter { !$0.1.isEmpty }
  }

  /// What the loss learns when no option says otherwise.
  private var learnedByDefault: [LearnedParameter] {
    (try? LossSpecification(self)).map { learned($0.options) } ?? []
  }
}
