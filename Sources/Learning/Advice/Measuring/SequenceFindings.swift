import Tensors

extension Findings {
  /// How long target sequences are, and how many inputs there are for each label.
  mutating func measureSequences(_ labels: Tensor, _ names: [String], _ subject: AdviceSubject) {
    add(.rows, Double(labels.rows), "\(counted(labels.rows, "row")) to learn from")
    if !names.isEmpty {
      add(
        .classes, Double(names.count),
        "the target is a sequence of labels out of \(names.count), the blank among them")
    }
    guard let lengths = subject.targetLengths, !lengths.isEmpty else { return }
    let typical = median(of: lengths.map(Double.init))
    add(
      .targetLength, typical,
      "a typical target has \(short(typical)) labels, the longest \(lengths.max() ?? 0), the "
        + "shortest \(lengths.min() ?? 0)")
    guard let inputs = subject.inputLengths, inputs.count == lengths.count else { return }
    let ratios = zip(inputs, lengths).filter { $1 > 0 }.map { Double($0) / Double($1) }
    guard let tightest = ratios.min() else { return }
    add(
      .tightness, tightest,
      "there are at least \(short(tightest)) inputs for each label of a target")
  }
}
