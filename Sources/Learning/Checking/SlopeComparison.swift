/// A derivative worked out twice: by the graph of gradients and by finite differences.
public struct SlopeComparison: Sendable, Equatable {
  /// Where the number stands in its array, an index for each axis, counted from 0.
  public let place: [Int]
  /// The derivative by the graph.
  public let analytic: Double
  /// The derivative by differences.
  public let numeric: Double
  /// How far they are apart as a share of the larger, or of what rounding lets differences see.
  public let difference: Double
  /// Whether the function bends there: it has a slope on either side, and the graph's is between.
  public let isKink: Bool
}

/// A function of one number at that number and one step to either side, in double precision.
///
/// What differences can see depends on the function: those of a loss of a million are good to fewer
/// digits than those of a loss of one. So what rounding may add is worked out, and a slope too small
/// to be seen beside it is not asked to agree in its last digits. The rejected way, an absolute
/// tolerance, is too strict for the former and lets the latter through.
struct Neighbourhood {
  let below: Double
  let centre: Double
  let above: Double
  let step: Double

  /// The slope on the left.
  var left: Double { (centre - below) / step }
  /// The slope on the right.
  var right: Double { (above - centre) / step }
  /// The slope across, exact to the square of the step.
  var across: Double { (above - below) / (2 * step) }

  /// What rounding may add to a slope: a sum over a batch is good to some units in the last place.
  var noise: Double {
    8 * Double.ulpOfOne * max(abs(below), abs(centre), abs(above)) / step
  }

  /// How far a slope is from another as a share of the larger, or of a million times the noise.
  func share(_ a: Double, _ b: Double) -> Double {
    guard a.isFinite, b.isFinite, noise.isFinite else { return .infinity }
    return a == b ? 0 : abs(a - b) / max(abs(a), abs(b), 1e6 * noise)
  }
}

extension SlopeComparison {
  /// Agreement that leaves no doubt, so that nothing further needs to be looked at.
  private static let clear = 1e-6

  /// Compares the slope a graph gives at a number with those a function has around it.
  ///
  /// A kink nearer than the step (a relu, the corner of |x|) makes the slope across a blend of two.
  /// Half a step may be on one side of it; else the graph's slope must lie between both.
  ///
  /// - Parameter around: the function's neighbourhood of a given step.
  init(
    _ analytic: Double, at place: [Int], step: Double,
    around: (_ step: Double) throws -> Neighbourhood
  ) rethrows {
    let near = try around(step)
    let first = near.share(analytic, near.across)
    guard first > Self.clear else {
      self.init(place, analytic, near.across, first)
      return
    }
    let nearer = try around(step / 2)
    let second = nearer.share(analytic, nearer.across)
    guard second > Self.clear else {
      self.init(place, analytic, nearer.across, second)
      return
    }
    let between = min(
      max(analytic, min(nearer.left, nearer.right)), max(nearer.left, nearer.right))
    let third = nearer.share(analytic, between)
    if third <= Self.clear, abs(nearer.right - nearer.left) > 2 * nearer.noise {
      self.init(place, analytic, between, third, isKink: true)
    } else {
      self.init(place, analytic, near.across, first)
    }
  }

  private init(
    _ place: [Int], _ analytic: Double, _ numeric: Double, _ difference: Double,
    isKink: Bool = false
  ) {
    self.init(
      place: place, analytic: analytic, numeric: numeric, difference: difference, isKink: isKink)
  }
}
