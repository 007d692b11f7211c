import Testing

@testable import Learning

@Suite("Slopes against finite differences")
struct SlopeComparisonTests {
  /// Compares a slope with those of a function at a number.
  private func compare(
    _ slope: Double, at x: Double, _ f: @escaping (Double) -> Double
  ) -> SlopeComparison {
    SlopeComparison(slope, at: [0], step: 1e-5) { step in
      Neighbourhood(below: f(x - step), centre: f(x), above: f(x + step), step: step)
    }
  }

  @Test("agree where the derivative is right", arguments: [-3.0, -0.5, 0.0, 0.2, 7.0])
  func right(_ x: Double) {
    // d/dx (x³ + 2 x) = 3 x² + 2
    let found = compare(3 * x * x + 2, at: x) { $0 * $0 * $0 + 2 * $0 }
    #expect(found.difference < 1e-6 && !found.isKink, "\(found)")
  }

  @Test("disagree by the share that is wrong", arguments: [0.9, 0.999, 1.0001, 2])
  func wrong(_ factor: Double) {
    let found = compare(factor * 12, at: 2) { $0 * $0 * $0 }
    let share = abs(factor - 1) / max(factor, 1)
    #expect(abs(found.difference - share) < 1e-5, "\(found)")
  }

  @Test("lie between both sides at a bend", arguments: [-1, -0.3, 0, 0.5, 1])
  func kink(_ slope: Double) {
    let found = compare(slope, at: 0) { abs($0) }
    #expect(found.difference < 1e-6, "\(found)")
  }

  @Test("are refused beyond both sides of a bend")
  func beyond() {
    let found = compare(1.2, at: 0) { abs($0) }
    #expect(found.difference > 0.1 && !found.isKink)
  }

  @Test(
    "do not mind a bend nearer than the step", arguments: [2e-6, 3.4e-6, 4.9e-6, 5.1e-6, 9.9e-6])
  func nearby(_ distance: Double) {
    #expect(compare(1, at: distance) { abs($0) }.difference < 1e-6)
    #expect(compare(-1, at: distance) { abs($0) }.difference > 0.1)
  }

  @Test("say that infinite values have no slope")
  func infinite() {
    #expect(compare(1, at: 0) { $0 > 0 ? .infinity : 0 }.difference == .infinity)
  }

  @Test("are asked for no more digits than a large value leaves")
  func large() {
    // At a million, rounding alone moves differences by about 1e-5.
    #expect(compare(1e-9, at: 0) { 1e6 + 0 * $0 }.difference < 1e-6)
    #expect(compare(1, at: 0) { 1e6 + 1.1 * $0 }.difference > 1e-4)
  }
}
