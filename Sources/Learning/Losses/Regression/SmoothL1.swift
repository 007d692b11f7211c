import Graphs

/// Squared error near the target, absolute error beyond `beta`, of slope 1 there.
///
///     (p − y)² / (2 β)   where |p − y| ≤ β
///     |p − y| − β / 2    elsewhere
///
/// which is the Huber loss divided by β; with β = 0 it is the absolute error. Predictions and
/// targets have the same shape, [n, k]; so has the result.
public func smoothL1(
  _ prediction: Expression, _ target: Expression, beta: Double
) throws -> Expression {
  guard beta > 0 else { return try absoluteError(prediction, target) }
  let distance = try abs(prediction - target)
  let near = try minimum(distance, beta)
  return try near / beta * (distance - near / 2)
}

extension LossDefinition {
  /// The smooth L1 loss.
  static let smoothL1 = LossDefinition(
    Declaration(
      "smooth_l1", .loss, "Absolute error whose tip is rounded off near the target, for numbers.",
      options: [
        OptionDeclaration(
          "beta", "the distance within which it is rounded off", .number(.atLeast(0)),
          default: .number(1), positional: true)
      ],
      formula: "(p − y)² / (2 β) where |p − y| ≤ β, else |p − y| − β / 2",
      discussion: """
        The Huber loss divided by its delta: far from the target its slope is 1 whatever beta is, \
        while that of huber is delta. With beta=0 it is mae.
        """,
      reference: "Girshick 2015, Fast R-CNN; PyTorch SmoothL1Loss"),
    task: .regression,
    guide: LossGuide(
      targets: "One number per output.",
      useWhen: """
        As mae, where small errors matter too; boxes in object detection are fitted with it.
        """,
      avoidWhen: """
        The weight of the far errors should follow where they begin: take huber. Outliers should \
        not count at all: take robust.
        """),
    targets: [.numbers], meanDividesBy: "the number of values",
    formula: {
      LossTerms(
        try Learning.smoothL1($0.prediction, $0.values(), beta: $0.options.number("beta")))
    })
}
