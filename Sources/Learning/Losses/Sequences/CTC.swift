import Graphs
import Tensors

/// Connectionist temporal classification of scores x, [n, T, C], against labels y, [n, L].
///
///     −log Σ over alignments a of y:  Π over frames t:  softmax(x_t)[a_t]
///
/// where an alignment names a class for each frame and reads as y once repetitions and then blanks
/// are dropped. One value per example, [n]; a mean divides each by the length of its target, at
/// least 1, and then by the number of examples.
public func ctc(
  _ x: Expression, _ y: Expression, inputLengths: Expression? = nil,
  targetLengths: Expression? = nil, blank: Int = 0, zeroInfinity: Bool = false
) throws -> LossTerms {
  let values = try temporalClassification(
    x, labels: y, inputLengths: inputLengths, targetLengths: targetLengths, blank: blank,
    zeroInfinity: zeroInfinity)
  let lengths = targetLengths ?? .constant(Double(y.shape[1]), shape: values.shape)
  return LossTerms(values, meanScale: try 1 / maximum(lengths, 1))
}

extension LossDefinition {
  /// Connectionist temporal classification.
  static let ctc = LossDefinition(
    Declaration(
      "ctc", .loss, "Connectionist temporal classification: labels in order, their times unknown.",
      options: [
        .blank, .fromLogits,
        OptionDeclaration(
          "zero_infinity", "whether an example with too few frames for its labels counts 0",
          .flag, default: .flag(false)),
      ],
      formula: "−log Σ_a Π_t softmax(x_t)[a_t],  a: the alignments that read as y",
      discussion: """
        An alignment names one class per frame; dropping repetitions and then blanks leaves the \
        labels, so equal neighbours need a blank between them and an example needs as many frames \
        as it has labels and such pairs. With fewer it has no alignment: its loss is infinite, or \
        0 with zero_infinity, and its gradient 0 either way. An empty target is all blanks. What \
        lies beyond input_lengths and target_lengths is never read. All is summed in log space in \
        one pass forward and one back; memory is one lattice per example in flight, 20 bytes for each \
        frame and label of the longest, one example per thread at a time.
        """,
      reference: """
        Graves, Fernández, Gomez and Schmidhuber 2006, Connectionist Temporal Classification; \
        PyTorch CTCLoss
        """),
    task: .sequences,
    guide: LossGuide(
      targets: """
        A row of labels per example, whole numbers from 0 other than blank, padded to one length; \
        target_lengths says how many count.
        """,
      useWhen: """
        Frames outnumber labels and come in the same order, but nobody knows which frame belongs \
        to which label: speech, handwriting.
        """,
      avoidWhen: """
        A label depends on those before it: take rnnt. Each frame has its own label: take \
        cross_entropy.
        """),
    targets: [.sequences],
    meanDividesBy: "the length of each target, at least 1, and then the number of examples",
    predictions: { _ in .logits }, layout: LossLayout("time,batch,class"),
    extras: .sequenceLengths,
    formula: { inputs in
      try Learning.ctc(
        inputs.prediction, inputs.sequences(), inputLengths: inputs.extras["input_lengths"],
        targetLengths: inputs.extras["target_lengths"], blank: inputs.options.integer("blank"),
        zeroInfinity: inputs.options.flag("zero_infinity"))
    })
}
