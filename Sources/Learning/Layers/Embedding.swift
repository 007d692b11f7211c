import Graphs
import Tensors

/// A learned row for each token: [n, T] of token numbers gives [n, T, D].
///
/// - Parameter padding: token 0 gives zeros and learns nothing.
public func embedding(
  _ tokens: Expression, weight: Expression, padding: Bool
) throws -> Expression {
  try lookup(weight, tokens, skipsFirst: padding)
}

extension LayerDefinition {
  /// An embedding.
  static let embedding = LayerDefinition(
    Declaration(
      "embedding", .layer, "Gives each token a row of numbers that are learned.",
      options: [
        OptionDeclaration(
          "vocabulary", "how many tokens there are, numbered from 0", .integer(1...16_777_216),
          positional: true),
        OptionDeclaration(
          "units", "how many numbers stand for a token", .integer(1...16_777_216),
          positional: true),
        OptionDeclaration(
          "padding", "whether token 0 fills up short rows: it gives zeros and learns nothing",
          .flag, default: .flag(false)),
      ],
      formula: "y[t] = W[x[t]]",
      discussion: """
        The features are token numbers, whole and from 0 to vocabulary − 1; a row of T of them becomes \
        [T, units]. The weights start normally distributed with the deviation 1, those of the padding \
        at 0.
        """,
      reference: "PyTorch Embedding; padding_idx=0 for padding=true"),
    outputShape: { options, input in
      Shape(input.dimensions + [options.integer("units")])
    },
    parameters: { options, _ in
      [
        LayerParameter(
          name: "weight", shape: [options.integer("vocabulary"), options.integer("units")],
          isWeight: true,
          initialization: options.flag("padding") ? .normalAfterFirst : .standardNormal,
          isTable: true)
      ]
    },
    formula: { inputs in
      guard let weight = inputs.parameters["weight"] else {
        throw LearningError.missingWeights("weight")
      }
      return try Learning.embedding(
        inputs.x, weight: weight, padding: inputs.options.flag("padding"))
    })
}

extension Network {
  /// Refuses rows with a number that the embedding they go to has no token for.
  func checkTokens(_ features: RowMatrix) throws {
    let first = layers.first { !$0.specification.layer.definition.keepsMeaning }
    guard let first, first.name == LayerDefinition.embedding.name else { return }
    let vocabulary = first.specification.layer.options.integer("vocabulary")
    let found = features.firstNumber {
      $0 != $0.rounded(.down) || $0 < 0 || $0 >= Float(vocabulary)
    }
    try features.checkFiles()
    guard let found else { return }
    throw LearningError.tokenOutsideVocabulary(
      "\(first.specification)", row: found.row + 1, column: found.column + 1,
      value: Double(found.value), vocabulary: vocabulary)
  }
}
