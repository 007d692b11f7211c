extension LossShape {
  /// Computes losses over the same places of the axis they share.
  ///
  /// Most losses of numbers see the residual alone; where one sees the target too, as a percentage
  /// does, all are drawn at target 1, else at 0.
  ///
  /// - Throws: `ShapeError` for a loss that no single number decides, and for two that share no
  ///   axis.
  public static func shapes(
    of losses: [LossSpecification], from lower: Double, to upper: Double, count: Int = 401
  ) throws -> [LossShape] {
    let axis = try commonAxis(losses)
    let step = (upper - lower) / Double(max(1, count - 1))
    // Counted from both ends, so that a symmetric range has its middle, 0, exactly.
    let places = (0..<count).map { index in
      2 * index < count ? lower + Double(index) * step : upper - Double(count - 1 - index) * step
    }
    let seesTarget =
      try axis == .residual && losses.contains { try $0.seesTarget(within: lower...upper) }
    let target = seesTarget ? 1.0 : 0
    return try losses.map { loss in
      LossShape(
        name: "\(loss)", axis: axis, target: target,
        places: try ShapeGraph(loss, axis, target: target).places(places))
    }
  }

  /// The axis all losses can be drawn over.
  public static func commonAxis(_ losses: [LossSpecification]) throws -> Axis {
    for loss in losses where loss.shapeAxes.isEmpty {
      throw ShapeError.shapeless(loss: "\(loss)", compares: loss.objects)
    }
    guard let first = losses.first else { return .residual }
    let common = first.shapeAxes.first { axis in losses.allSatisfy { $0.shapeAxes.contains(axis) } }
    if let common { return common }
    let other = losses.first { $0.shapeAxes.allSatisfy { !first.shapeAxes.contains($0) } } ?? first
    throw ShapeError.noCommonAxis(
      first: "\(first)", firstAxis: first.shapeAxes[0], second: "\(other)",
      secondAxis: other.shapeAxes[0])
  }
}

extension LossSpecification {
  /// The axes a loss can be drawn over; none where a single number does not decide it.
  var shapeAxes: [LossShape.Axis] {
    let kinds = definition.targets
    guard definition.task != .similarity, !kinds.contains(.sequences),
      definition.outputs(options) != .any, !definition.extras.contains(where: \.isRequired)
    else { return [] }
    guard kinds.contains(.numbers) else { return [.margin] }
    guard kinds.contains(.classes) || kinds.contains(.binary) else { return [.residual] }
    // A formula of the user's own takes numbers as well as classes, unless it makes probabilities.
    return definition.predictions(options) == .numbers ? [.residual, .margin] : [.margin]
  }

  /// What a loss without an axis compares.
  fileprivate var objects: String {
    definition.targets.contains(.sequences) ? "sequences" : "vectors"
  }

  /// Whether it makes a difference where the target lies and not only how far the prediction is off.
  fileprivate func seesTarget(within range: ClosedRange<Double>) throws -> Bool {
    guard definition.targetDomain.contains(0) else { return true }
    let probes = [0.13, 0.41, 0.68, 0.94].map {
      range.lowerBound + $0 * (range.upperBound - range.lowerBound)
    }
    let here = try ShapeGraph(self, .residual, target: 0).places(probes)
    let there = try ShapeGraph(self, .residual, target: 1).places(probes)
    return zip(here, there).contains { !(abs($0.value - $1.value) <= 1e-9 * (1 + abs($1.value))) }
  }
}
