import Graphs
import Tensors

/// The loss of the recurrent neural network transducer for scores x, [n, T, L + 1, C], against
/// labels y, [n, L].
///
///     −log Σ over paths a from (0, 0) to (T, L):  Π over steps of a:  softmax(x_tu)[step]
///
/// where a step at (t, u) writes label u, leading to (t, u + 1), or a blank, leading to (t + 1, u).
/// One value per example, [n]; a mean divides by the number of examples.
public func rnnt(
  _ x: Expression, _ y: Expression, inputLengths: Expression? = nil,
  targetLengths: Expression? = nil, blank: Int = 0
) throws -> LossTerms {
  LossTerms(
    try transducer(
      x, labels: y, inputLengths: inputLengths, targetLengths: targetLengths, blank: blank))
}

extension LossDefinition {
  /// The recurrent neural network transducer.
  static let rnnt = LossDefinition(
    Declaration(
      "rnnt", .loss, "RNN-Transducer: labels in order, each seen in the light of those before it.",
      options: [.blank, .fromLogits],
      formula: "−log Σ_a Π softmax(x_tu)[a_tu],  a: the paths that write y while reading x",
      discussion: """
        Predictions hold scores for each frame t and each number u of labels already written, so \
        their third axis is one longer than the longest target. A path reads every frame with a \
        blank and writes every label in between; the last step is a blank. An example needs at \
        least one frame. What lies beyond input_lengths and target_lengths is never read. All is \
        summed in log space, diagonal by diagonal, in one pass forward and back; memory is one \
        lattice per example in flight, 24 bytes for each frame and label of the longest, one \
        example per thread at a time.
        """,
      reference: "Graves 2012, Sequence Transduction with Recurrent Neural Networks"),
    task: .sequences,
    guide: LossGuide(
      targets: """
        A row of labels per example, whole numbers from 0 other than blank, padded to one length; \
        target_lengths says how many count.
        """,
      useWhen: """
        Labels come in the order of the frames and depend on each other, and the model has a joint \
        network that scores each frame with each prefix of the labels: streaming speech.
        """,
      avoidWhen: """
        Labels do not depend on each other or memory is short: ctc takes one row of scores per \
        frame instead of one per frame and label.
        """),
    targets: [.sequences], meanDividesBy: "the number of examples",
    predictions: { _ in .logits },
    layout: LossLayout("batch,time,label+1,class"), extras: .sequenceLengths,
    formula: { inputs in
      try Learning.rnnt(
        inputs.prediction, inputs.sequences(), inputLengths: inputs.extras["input_lengths"],
        targetLengths: inputs.extras["target_lengths"], blank: inputs.options.integer("blank"))
    })
}
