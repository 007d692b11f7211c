import Graphs
import Tensors

/// How the gradient by one array holds against finite differences.
public struct ArrayGradientCheck: Sendable {
  /// What the array is called: `predictions`, `0.weight`, `loss.alpha`.
  public let array: String
  /// How many numbers it has.
  public let count: Int
  /// How many of them were compared.
  public let checked: Int
  /// At how many of those the function bends.
  public let kinks: Int
  /// Where graph and differences are farthest apart; nil when nothing was compared.
  public let worst: SlopeComparison?
  /// The largest slope by the graph among all numbers, without its sign.
  public let largestSlope: Double
}

extension Sequence<ArrayGradientCheck> {
  /// The array with the largest difference, and where in it.
  public var worst: (array: String, slope: SlopeComparison)? {
    compactMap { check in check.worst.map { (check.array, $0) } }
      .max { $0.1.difference < $1.1.difference }
  }
}

/// How far a gradient may be from finite differences of double precision and still be called right.
///
/// Differences with a step of 1e-5 are good to about nine digits; a wrong formula is rarely right
/// to five.
public let gradientTolerance = 1e-5

/// A number computed from arrays, with the means to compute its gradient in two ways.
struct CheckedFunction {
  /// The number.
  let value: Expression
  /// The arrays by which it is differentiated, by name.
  let arrays: [(name: String, leaf: Expression)]
  /// What its leaves hold.
  let bindings: Bindings

  /// The value, and its gradient by each array, from the graph.
  func evaluated() throws -> (value: Double, slopes: [DoubleArray]) {
    let slopes = try gradients(of: value, withRespectTo: arrays.map(\.leaf))
    let results = try Evaluator().evaluate([value] + slopes, feeding: bindings)
    return (results[0].values.first ?? .nan, Array(results.dropFirst()))
  }

  /// Compares the gradient by one array with differences at some of its numbers.
  func check(
    _ name: String, _ slopes: DoubleArray, at value: Double, samples: Int,
    _ generator: inout RandomGenerator
  ) throws -> ArrayGradientCheck {
    let chosen = generator.sample(samples, below: slopes.values.count)
    let comparisons = try chosen.map { position in
      try SlopeComparison(
        slopes.values[position], at: slopes.shape.place(of: position),
        step: step(name, position)
      ) { try neighbourhood(name, position, at: value, step: $0) }
    }
    return ArrayGradientCheck(
      array: name, count: slopes.values.count, checked: comparisons.count,
      kinks: comparisons.count { $0.isKink },
      worst: comparisons.max { $0.difference < $1.difference },
      largestSlope: slopes.values.map(abs).max() ?? 0)
  }

  private func step(_ name: String, _ position: Int) -> Double {
    1e-5 * max(1, abs(bindings.values[name]?.values[position] ?? 0))
  }

  private func neighbourhood(
    _ name: String, _ position: Int, at centre: Double, step: Double
  ) throws -> Neighbourhood {
    func moved(by distance: Double) throws -> Double {
      var moved = bindings
      moved.values[name]?.values[position] += distance
      return try Evaluator().evaluate(value, feeding: moved).values.first ?? .nan
    }
    return Neighbourhood(
      below: try moved(by: -step), centre: centre, above: try moved(by: step), step: step)
  }
}

extension RandomGenerator {
  /// Some different numbers from 0 up to a bound, in ascending order; all if there are no more.
  public mutating func sample(_ count: Int, below bound: Int) -> [Int] {
    guard count < bound else { return Array(0..<max(0, bound)) }
    var chosen: Set<Int> = []
    while chosen.count < count { chosen.insert(integer(below: bound)) }
    return chosen.sorted()
  }
}

extension Shape {
  /// The index along each axis of an element given by its place in row-major order.
  fileprivate func place(of position: Int) -> [Int] {
    var (rest, place) = (position, [Int]())
    for length in dimensions.reversed() {
      place.insert(rest % max(1, length), at: 0)
      rest /= max(1, length)
    }
    return place
  }
}
