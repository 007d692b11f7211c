import Glibc

extension Scale {
  /// Ticks at powers of ten; with fewer than two in sight also at 2 and 5 times them, and where
  /// even those are missing at round values as on a linear axis.
  func logarithmicTicks(atMost limit: Int) -> [Tick] {
    let slack = 1e-9
    let first = Int((log10(lower) - slack).rounded(.up))
    let last = Int((log10(upper) + slack).rounded(.down))
    if last - first >= 1 { return decades(first...last, atMost: limit) }
    let steps = withinDecades(first - 1...max(first, last + 1), factors: [1, 2, 5])
    if steps.count >= 2, steps.count <= limit { return steps }
    return linearTicks(atMost: limit)
  }

  private func decades(_ range: ClosedRange<Int>, atMost limit: Int) -> [Tick] {
    let every = (range.count + limit - 1) / limit
    let named = range.filter { $0.isMultiple(of: every) }
    let chosen = named.isEmpty ? [range.lowerBound] : named
    let isPlain = chosen.allSatisfy { (-3...3).contains($0) }
    let ticks = chosen.map { power in
      let number = DecimalNumber(mantissa: 1, exponent: power)
      return Tick(value: number.value, label: isPlain ? number.plain() : Self.power(number))
    }
    guard every == 1, range.count <= 7 else { return ticks }
    let between = range.lowerBound - 1...range.upperBound
    let small = withinDecades(between, factors: Array(2...9))
    return ticks + small.map { Tick(value: $0.value, label: "") }
  }

  private func withinDecades(_ powers: ClosedRange<Int>, factors: [Int]) -> [Tick] {
    var ticks: [Tick] = []
    for power in powers {
      for factor in factors {
        let number = DecimalNumber(mantissa: factor, exponent: power)
        guard number.value >= lower * (1 - 1e-9), number.value <= upper * (1 + 1e-9) else {
          continue
        }
        let label = NumberText.isPlain(number) ? number.plain() : number.scientific
        ticks.append(Tick(value: number.value, label: label))
      }
    }
    return ticks
  }

  /// 10⁰ beside 10⁻¹ and 10¹, not 1.
  private static func power(_ number: DecimalNumber) -> String {
    number.exponent == 0 ? "10⁰" : number.scientific
  }
}
