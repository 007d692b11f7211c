import Testing

@testable import Benchmarks

@Suite("Growth")
struct GrowthTests {
  @Test("is the exponent of a power law")
  func powerLaw() {
    // seconds = 3e-6 · size^1.5, by hand.
    let places = [100.0, 1_000, 10_000].map { size in
      Growth.Place(size: size, seconds: 3e-6 * size * size.squareRoot())
    }
    let growth = Growth(size: "rows", places: places)
    #expect(abs(growth.exponent - 1.5) < 1e-12)
    #expect(abs(growth.lastExponent - 1.5) < 1e-12)
  }

  @Test("tells fixed costs from the cost of size")
  func fixedCosts() {
    // 1 s + 1 ms a row: flat at first, in proportion at the end.
    let places = [10.0, 100, 100_000, 1_000_000].map { size in
      Growth.Place(size: size, seconds: 1 + size * 1e-3)
    }
    let growth = Growth(size: "rows", places: places)
    #expect(growth.exponent < 0.7)
    #expect(abs(growth.lastExponent - 1) < 0.01)
    #expect(growth.proportional.map(\.size) == [10, 1_000_000])
    #expect(abs(growth.proportional[0].seconds - 0.01001) < 1e-12)
  }
}
