import Figures
import Testing

@Suite struct ScaleTests {
  func labels(_ scale: Scale, _ limit: Int = 6) -> [String] {
    scale.ticks(atMost: limit).filter(\.isNamed).map(\.label)
  }

  // Expected by hand: the least step of 1, 2 or 5 times a power of ten with at most six ticks.
  @Test(arguments: [
    (0.0, 0.3, ["0.0", "0.1", "0.2", "0.3"]),
    (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-1.0, 1.0, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
    (0.0, 12345.0, ["0", "5000", "10,000"]),
    (0.0, 3e-6, ["0", "10⁻⁶", "2×10⁻⁶", "3×10⁻⁶"]),
    (1e300, 2e300, ["10³⁰⁰", "1.2×10³⁰⁰", "1.4×10³⁰⁰", "1.6×10³⁰⁰", "1.8×10³⁰⁰", "2×10³⁰⁰"]),
  ])
  func linearTicksAreRound(lower: Double, upper: Double, expected: [String]) {
    #expect(labels(Scale(from: lower, to: upper)) == expected)
  }

  @Test func logarithmicTicksAreDecades() {
    #expect(labels(Scale(.logarithmic, from: 0.01, to: 100)) == ["0.01", "0.1", "1", "10", "100"])
    #expect(labels(Scale(.logarithmic, from: 1e-5, to: 1e-3)) == ["10⁻⁵", "10⁻⁴", "10⁻³"])
    #expect(labels(Scale(.logarithmic, from: 1, to: 8)) == ["1", "2", "5"])
    #expect(
      labels(Scale(.logarithmic, from: 1e-300, to: 1e300))
        == ["10⁻²²⁰", "10⁻¹¹⁰", "10⁰", "10¹¹⁰", "10²²⁰"]
        || labels(Scale(.logarithmic, from: 1e-300, to: 1e300)).count <= 6)
  }

  @Test func wholeNumbersHaveWholeTicks() {
    #expect(labels(Scale(from: 1, to: 3, integral: true)) == ["1", "2", "3"])
    #expect(labels(Scale(from: 1, to: 1, integral: true)) == ["1"])
  }

  @Test func ticksStandInsideAndNeverExceedTheLimit() {
    var stream = Samples.Stream(state: 42)
    for round in 0..<2000 {
      let size = [1e-300, 1e-9, 1, 1e7, 1e200][round % 5]
      let lower = (stream.next() - 0.5) * size
      let upper = lower + stream.next() * size
      for kind in [Scale.Kind.linear, .logarithmic] {
        let scale = Scale(kind, from: lower, to: upper)
        let limit = 1 + round % 9
        let named = scale.ticks(atMost: limit).filter(\.isNamed)
        #expect((1...limit).contains(named.count), "seed 42 round \(round): \(scale)")
        #expect(Set(named.map(\.label)).count == named.count, "seed 42 round \(round): \(scale)")
        for tick in named {
          let position = scale.position(of: tick.value) ?? -1
          #expect((-1e-6...1.000001).contains(position), "seed 42 round \(round): \(scale)")
        }
      }
    }
  }

  @Test func unplaceableValuesHaveNoPosition() {
    #expect(Scale(from: 0, to: 1).position(of: .nan) == nil)
    #expect(Scale(from: 0, to: 1).position(of: .infinity) == nil)
    #expect(Scale(.logarithmic, from: 1, to: 10).position(of: 0) == nil)
    #expect(Scale(from: 0, to: 2).position(of: -0.0) == 0)
  }

  // Digits by hand.
  @Test func numbersAreWrittenShort() {
    #expect(NumberText.short(0.1 + 0.2) == "0.3")
    #expect(NumberText.short(0.123456) == "0.1235")
    #expect(NumberText.short(1_234_567) == "1.235×10⁶")
    #expect(NumberText.short(-12345.6, digits: 6) == "−12,345.6")
    #expect(NumberText.short(1e-300) == "10⁻³⁰⁰")
    #expect(NumberText.short(-0.0) == "0")
    #expect(NumberText.short(.nan) == "NaN")
    #expect(NumberText.short(-.infinity) == "−∞")
    #expect(NumberText.short(999.99) == "1000")
    #expect(NumberText.count(1_234_567) == "1,234,567")
    #expect(NumberText.count(.min) == "−9,223,372,036,854,775,808")
    #expect(NumberText.compactCount(13_480) == "13.5k")
    #expect(NumberText.compactCount(9999) == "9999")
    #expect(NumberText.percent(0.999) == ">99%")
    #expect(NumberText.percent(0.001) == "<1%")
    #expect(NumberText.percent(1) == "100%")
    #expect(NumberText.percent(.nan) == "–")
  }
}
