import DataSources
import Learning
import Tensors

extension Session {
  /// What a fit says before it begins about numbers it would else change or leave out in silence.
  ///
  /// - Throws: `LearningError` for targets the loss does not take, with the row of the file.
  func notices(
    of loss: LossSpecification, on data: PreparedData, behind network: Network
  ) throws -> [String] {
    for case let part? in [Part.train, .validation].map({ data.parts[$0] }) {
      try loss.checkTargets(of: data.trainingData(part), behind: network, rows: part.rows)
    }
    let rows = data.trainingData(try data.part(.train))
    return [labelNotice(data)].compactMap { $0 }
      + (try weightNotices(loss, rows.target, network.outputShape))
      + [loss.ignoredNotice(rows)].compactMap { $0 }
      + (try sequenceNotices(loss, data, network))
  }

  /// The sizes of label sequences, and those no alignment exists for: they are the same in every
  /// epoch, so they are counted once.
  private func sequenceNotices(
    _ loss: LossSpecification, _ data: PreparedData, _ network: Network
  ) throws -> [String] {
    let train = try data.part(.train)
    guard
      let sequences = try loss.labelSequences(of: data.trainingData(train), behind: network)
    else { return [] }
    let sizes = "\(loss.name): \(sequences.words(loss))"
    guard let infeasible = try InfeasibleRows(loss, data, train, network) else { return [sizes] }
    return [
      sizes,
      infeasible.words
        + (loss.skipsInfeasible
          ? ": they count 0 in every epoch"
          : ": their loss is infinite; try: loss ctc(zero_infinity=true)"),
    ]
  }

  /// The sentences that have not been said of the data as it is prepared; they count as said now.
  mutating func untold(_ sentences: [String]) -> [String] {
    let fresh = sentences.filter { cache?.told.contains($0) != true }
    cache?.told.formUnion(fresh)
    return fresh
  }

  /// What a row of each class counts, unless the verb `loss` has shown it for the same rows.
  private func weightNotices(
    _ loss: LossSpecification, _ target: TrainingTarget, _ outputs: Shape
  ) throws -> [String] {
    let key = Self.weightsKey(try loss.fitted(to: target))
    guard cache?.told.contains(key) != true else { return [] }
    return try loss.effectiveClassWeights(for: target, outputs: outputs).flatMap(\.notices)
  }

  /// Which class each number is that stands for one.
  private func labelNotice(_ prepared: PreparedData) -> String? {
    guard prepared.parts[.train]?.targets.areClasses == true,
      data?.targetColumns.first?.isText == false
    else { return nil }
    return prepared.classes.flatMap { labelMapping($0.names) }
  }
}

extension EffectiveClassWeights {
  /// What a row of each class counts, and what of that may not have been meant.
  fileprivate var notices: [String] {
    ["\(loss): \(words)"] + doubts.map(\.asNotice)
  }
}

extension LossSpecification {
  /// How many rows do not count because of their class.
  fileprivate func ignoredNotice(_ rows: TrainingData) -> String? {
    guard let ignored = ignoredRows(of: rows.target), ignored > 0 else { return nil }
    let words =
      "\(self): \(grouped(ignored)) of \(counted(rows.rows, "row")) to train on do not count"
    return ignored == rows.rows ? words + ", so the loss is 0 and nothing is learned" : words
  }
}
