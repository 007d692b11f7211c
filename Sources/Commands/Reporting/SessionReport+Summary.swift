import DataSources
import Figures
import Language
import Learning

extension SessionReport {
  /// The result on the first page: a sentence, the headline number, how it was come by.
  var summary: [Document.Block] {
    var blocks: [Document.Block] = [.verdict(verdictKind, verdict)]
    if let headline { blocks.append(.headline([headline] + secondHeadlines)) }
    blocks.append(.facts(facts, columns: 2))
    if !notes.isEmpty { blocks.append(.list(notes.map { Document.ListItem(Document.Prose($0)) })) }
    return blocks
  }

  /// The result in a sentence.
  var verdict: Document.Prose {
    guard let judgement, let metric = judgement.headline, let value = metric.value else {
      return session.data == nil
        ? "Nothing was loaded and nothing was trained."
        : "Nothing has been trained yet: this report shows the data only."
    }
    let name = session.lastRun?.name ?? "model"
    var text =
      "\(name) reaches \(metric.spokenName) \(fixedText(value, places: 3))"
      + " on \(counted(judgement.evaluation.rows, "row")) of the \(judgement.part) part"
    if let baseline = metric.baseline {
      let better = metric.largerIsBetter ? value > baseline : value < baseline
      text +=
        ", \(better ? "better" : "no better") than the baseline's \(fixedText(baseline, places: 3))"
    }
    return Document.Prose(text + ".")
  }

  private var verdictKind: Document.Verdict {
    guard let judgement, let metric = judgement.headline, let value = metric.value else {
      return .note
    }
    guard let baseline = metric.baseline else { return .note }
    let better = metric.largerIsBetter ? value > baseline : value < baseline
    guard better else { return .fail }
    return judgement.part == .train ? .warn : .ok
  }

  private var headline: Document.Headline? {
    guard let judgement, let metric = judgement.headline, let value = metric.value else {
      return nil
    }
    return Document.Headline(
      "\(judgement.part) \(metric.spokenName)".capitalizedFirst, fixedText(value, places: 3),
      baseline: metric.baseline.map {
        "baseline \(fixedText($0, places: 3)), \(judgement.baselineWords)"
      } ?? "",
      gauge: metric.isShare
        ? Document.Gauge(value, baseline: metric.baseline) : nil)
  }

  /// One or two further numbers beside the headline.
  private var secondHeadlines: [Document.Headline] {
    guard let judgement else { return [] }
    return judgement.secondary.compactMap { metric in
      guard let value = metric.value else { return nil }
      return Document.Headline(
        "\(judgement.part) \(metric.spokenName)".capitalizedFirst,
        metric.isShare ? fixedText(value, places: 3) : significantText(value, digits: 4),
        baseline: metric.baseline.map {
          "baseline "
            + (metric.isShare ? fixedText($0, places: 3) : significantText($0, digits: 4))
        } ?? "",
        gauge: metric.isShare ? Document.Gauge(value, baseline: metric.baseline) : nil)
    }
  }

  private var facts: [Document.Fact] {
    var facts: [Document.Fact] = []
    if let data = session.data {
      facts.append(Document.Fact("Data", "\(data.name), \(counted(data.rowCount, "row"))"))
      let parts = data.parts.present.map { "\($0) \(grouped(data.parts[$0].count))" }
      facts.append(Document.Fact("Parts", Document.Prose(list(parts))))
    }
    if let run = session.lastRun {
      facts.append(Document.Fact("Run", Document.Prose(run.name)))
      facts.append(Document.Fact("Epochs", Document.Prose(run.epochWords)))
      facts.append(Document.Fact("Loss", .code(run.settings.loss)))
      if !run.settings.formula.isEmpty {
        facts.append(Document.Fact("Formula", .code(run.settings.formula)))
      }
      facts.append(Document.Fact("Optimizer", .code(run.settings.optimizer)))
      if !run.settings.augmentations.isEmpty {
        facts.append(Document.Fact("Augmentation", .code(run.settings.augmentations)))
      }
      if !run.settings.schedule.isEmpty {
        facts.append(Document.Fact("Schedule", .code(run.settings.schedule)))
      }
      facts.append(
        Document.Fact(
          "Penalties",
          Document.Prose(run.settings.penalties.isEmpty ? "none" : run.settings.penalties)))
      facts.append(Document.Fact("Parameters", Document.Prose(grouped(run.settings.parameters))))
      facts.append(Document.Fact("Seed", Document.Prose("\(run.settings.seed)")))
    } else {
      facts.append(Document.Fact("Seed", "\(session.seed)"))
    }
    if let hash = session.data?.contentHash, !hash.isEmpty {
      facts.append(Document.Fact("Data hash", .code(hash)))
    }
    return facts
  }

  /// What a reader should know before trusting the number.
  private var notes: [String] {
    guard let judgement else { return [] }
    var notes: [String] = []
    if judgement.part == .train {
      notes.append(
        "There is no test or validation part: the model is judged on the rows it learned from.")
    }
    notes += judgement.notes.map { $0.capitalizedFirst + "." }
    if let run = session.lastRun, run.reason == .epochs, run.isStillFalling {
      notes.append("The loss was still falling when the epochs were used up; more may help.")
    }
    return notes
  }
}

extension Run {
  /// How long it trained and why it stopped.
  var epochWords: String {
    "\(history.count), \(reason.words)" + (bestEpoch.map { "; epoch \($0) kept" } ?? "")
  }

  /// Whether the last tenth of the epochs brought the watched loss down by more than a hundredth.
  var isStillFalling: Bool {
    let losses = history.map { $0.validationLoss ?? $0.dataLoss }
    guard losses.count >= 10, let last = losses.last, let lowest = losses.min() else {
      return false
    }
    return last == lowest && losses[losses.count - 1 - losses.count / 10] > last * 1.01
  }
}

extension String {
  /// The text with its first letter large.
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
