import DataSources
import Learning
import Tensors

extension Session {
  /// What a fit says before it begins about numbers it would else change or leave out in silence.
  ///
  /// - Throws: `LearningError` for targets the loss does not take, with the row of the file.
  func notices(
    of loss: LossSpecification, on data: PreparedData, outputs: Shape
  ) throws -> [String] {
    for case let part? in [Part.train, .validation].map({ data.parts[$0] }) {
      try loss.checkTargets(of: data.trainingData(part), outputs: outputs, rows: part.rows)
    }
    let rows = data.trainingData(try data.part(.train))
    return [labelNotice(data)].compactMap { $0 }
      + (try loss.classWeighings(for: rows.target, outputs: outputs)).flatMap(\.notices)
      + [loss.ignoredNotice(rows)].compactMap { $0 }
  }

  /// The sentences that have not been said of the data as it is prepared; they count as said now.
  mutating func untold(_ sentences: [String]) -> [String] {
    let fresh = sentences.filter { cache?.told.contains($0) != true }
    cache?.told.formUnion(fresh)
    return fresh
  }

  /// Which class each number is that stands for one.
  private func labelNotice(_ prepared: PreparedData) -> String? {
    guard prepared.parts[.train]?.targets.areClasses == true,
      data?.targetColumns.first?.isText == false
    else { return nil }
    return prepared.classes.flatMap { labelMapping($0.names) }
  }
}

extension ClassWeighing {
  /// What a row of each class counts, and what of that may not have been meant.
  fileprivate var notices: [String] {
    ["\(loss): \(words)"] + doubtSentences
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
