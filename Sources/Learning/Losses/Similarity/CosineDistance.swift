import Graphs

/// How far each predicted vector points from its target.
///
///     1 − x · y / (‖x‖ ‖y‖)
///
/// Vectors are rows, [n, k]; one value per row, [n], from 0 for the same direction to 2 for the
/// opposite one. A length below `epsilon` counts as `epsilon`.
public func cosineDistance(
  _ x: Expression, _ y: Expression, epsilon: Double = 1e-8
) throws -> Expression {
  try 1 - cosineSimilarity(x, y, epsilon: epsilon)
}

extension LossDefinition {
  /// The cosine loss.
  static let cosine = LossDefinition(
    Declaration(
      "cosine", .loss, "How far each predicted vector points from its target, lengths left out.",
      options: [
        OptionDeclaration(
          "eps", "the least a vector's length counts", .number(.above(0)), default: .number(1e-8))
      ],
      formula: "1 − x · y / (‖x‖ ‖y‖)",
      discussion: """
        From 0 for the same direction over 1 at right angles to 2 for the opposite one. A vector of \
        zeros has no direction and the loss 1.
        """,
      reference: "1 − PyTorch cosine_similarity"),
    task: .similarity,
    guide: LossGuide(
      targets: "A vector per row, as many numbers as the model has outputs.",
      useWhen: "Vectors are compared by direction: embeddings, word vectors, spectra.",
      avoidWhen: "Lengths matter as well: take mse."),
    targets: [.numbers], meanDividesBy: "the number of rows",
    formula: {
      LossTerms(
        try cosineDistance($0.prediction, $0.values(), epsilon: $0.options.number("eps")))
    })
}
