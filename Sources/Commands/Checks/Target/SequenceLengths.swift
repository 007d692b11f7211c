import DataSources
import Learning
import Tensors

extension DataCheck {
  /// Whether label sequences fit into their inputs: CTC needs a frame for each label and one more
  /// between equal neighbours, the transducer a frame.
  static let lengths = DataCheck("lengths", "whether label sequences fit into their inputs") {
    data in
    guard let (objective, network, train) = data.trial, objective.loss.sequenceLoss != nil,
      let prepared = try? data.prepared.get()
    else { return nil }
    let loss = objective.loss
    let infeasible = try Part.allCases.compactMap { part in
      try prepared.parts[part].flatMap { try InfeasibleRows(loss, prepared, $0, network) }
    }
    guard !infeasible.isEmpty else {
      return try loss.labelSequences(of: train, behind: network).map { .ok($0.words(loss)) }
    }
    let words = infeasible.map(\.words).joined(separator: "; ")
    return loss.skipsInfeasible
      ? .warn("\(words): they count 0", try: "take them out of the file")
      : .fail("\(words): their loss is infinite", try: "loss ctc(zero_infinity=true)")
  }
}

/// The rows of a part whose labels no alignment fits into their frames.
struct InfeasibleRows {
  /// How many there are.
  let count: Int
  /// How many, which and why, in half a sentence.
  let words: String

  /// Nil where there are none.
  init?(
    _ loss: LossSpecification, _ prepared: PreparedData, _ part: PreparedPart, _ network: Network
  ) throws {
    let rows = prepared.trainingData(part)
    guard let found = try loss.labelSequences(of: rows, behind: network)?.infeasible,
      let first = found.first
    else { return nil }
    count = found.count
    let numbers = found.prefix(5).map { "\(part.rows[$0.row - 1] + 1)" }
    let repeats =
      first.repeats == 0 ? "" : " and \(counted(first.repeats, "pair")) of equal neighbours"
    words =
      "\(grouped(found.count)) of \(counted(part.rows.count, "row")) have too few frames for their "
      + "labels (\(found.count == 1 ? "row" : "rows") \(numbers.joined(separator: ", "))"
      + (found.count > 5 ? ", ..." : "") + "; row \(numbers[0]) has "
      + "\(counted(first.frames, "frame")) for \(counted(first.labels, "label"))\(repeats))"
  }
}

extension LabelSequences {
  /// "frames T 20 to 50, labels U 3 to 9, blank 0".
  func words(_ loss: LossSpecification) -> String {
    let blank = loss.sequenceLoss?.options.integer("blank") ?? 0
    return
      "frames T \(spanWords(frames)), labels U \(spanWords(labels.map(\.count))), blank \(blank)"
  }
}

/// "3 to 9", or "3" where all are the same.
private func spanWords(_ numbers: [Int]) -> String {
  guard let least = numbers.min(), let most = numbers.max() else { return "none" }
  return least == most ? "\(least)" : "\(least) to \(most)"
}
