import Glibc

extension Scale {
  /// Ticks a step of 1, 2 or 5 times a power of ten apart, the smallest step that keeps the limit.
  func linearTicks(atMost limit: Int) -> [Tick] {
    let span = upper - lower
    var exponent = Int(log10(span / Double(limit)).rounded(.down)) - 1
    if isIntegral { exponent = max(0, exponent) }
    // Each round tries three steps; the third is already 50 times the first guess.
    for power in exponent...(exponent + 3) {
      for factor in [1, 2, 5] {
        let multiples = multiples(of: DecimalNumber(mantissa: factor, exponent: power))
        if multiples.count <= limit, !multiples.isEmpty {
          return labelled(
            multiples.map { DecimalNumber(mantissa: $0 * factor, exponent: power) })
        }
        if multiples.isEmpty { return middleTick() }
      }
    }
    return middleTick()
  }

  /// Whole k with lower <= k · step <= upper, ends included in spite of rounding.
  private func multiples(of step: DecimalNumber) -> ClosedRangeOfMultiples {
    let size = step.value
    guard size > 0, size.isFinite else { return ClosedRangeOfMultiples(0, -1) }
    let slack = 1e-9
    let first = (lower / size - slack).rounded(.up)
    let last = (upper / size + slack).rounded(.down)
    guard abs(first) < 1e15, abs(last) < 1e15 else { return ClosedRangeOfMultiples(0, Int.max / 2) }
    return ClosedRangeOfMultiples(Int(first), Int(last))
  }

  private func labelled(_ numbers: [DecimalNumber]) -> [Tick] {
    let largest = numbers.filter { $0.mantissa != 0 }.map(\.magnitude).max() ?? 0
    let isZeroOnly = numbers.allSatisfy { $0.mantissa == 0 }
    let fraction = numbers.map(\.fractionDigits).max() ?? 0
    let isPlain = isZeroOnly || ((-4...5).contains(largest) && fraction <= 6)
    return numbers.map { number in
      let label = isPlain ? number.plain(fractionDigits: fraction) : number.scientific
      return Tick(value: number.value, label: label)
    }
  }

  /// One tick near the middle, for bounds so close that no round number lies between them.
  private func middleTick() -> [Tick] {
    let middle = lower / 2 + upper / 2
    for digits in 1...15 {
      guard let number = DecimalNumber(middle, digits: digits) else { break }
      if number.value >= lower, number.value <= upper { return labelled([number]) }
    }
    return [Tick(value: middle, label: NumberText.short(middle, digits: 6))]
  }
}

/// The whole numbers from one to another, counted without being made.
private struct ClosedRangeOfMultiples {
  let first: Int
  let last: Int

  init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }

  var isEmpty: Bool { last < first }
  var count: Int { isEmpty ? 0 : last - first + 1 }

  func map<Result>(_ body: (Int) -> Result) -> [Result] { isEmpty ? [] : (first...last).map(body) }
}
