import Graphs

/// Drops each element with the probability `rate` and scales the others by 1 / (1 − rate), so that
/// the expected value stays; any shape.
///
/// Which elements are dropped follows from the seed, the step and `stream`, not from threads.
public func dropout(_ x: Expression, rate: Double, stream: UInt32) throws -> Expression {
  try x * dropoutMask(like: x, rate: rate, stream: stream)
}

extension LayerDefinition {
  /// Dropout.
  static let dropout = LayerDefinition(
    Declaration(
      "dropout", .layer, "Leaves out a random share of the units at each training step.",
      options: [
        OptionDeclaration(
          "rate", "the share of units dropped", .number(.from(0, below: 1)), default: .number(0.5),
          positional: true)
      ],
      formula: "x · m / (1 − rate), m = 0 with probability rate, else 1",
      discussion:
        "Validation, evaluation and prediction use all units: there is no mode to forget.",
      reference: "Srivastava et al. 2014; PyTorch Dropout"),
    keepsMeaning: true,
    formula: { inputs in
      let rate = inputs.options.number("rate")
      guard inputs.isTraining, rate > 0 else { return inputs.x }
      return try Learning.dropout(inputs.x, rate: rate, stream: inputs.stream)
    })
}
