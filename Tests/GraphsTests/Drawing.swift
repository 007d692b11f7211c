import Tensors

@testable import Graphs

/// A small seeded source of test data; its seed goes into every failure message.
struct Draw {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(bits() % UInt64(range.count))
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    let unit = Double(bits() >> 11) * 0x1p-53
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  mutating func array(_ shape: Shape, _ range: ClosedRange<Double>) -> DoubleArray {
    DoubleArray(shape: shape, values: (0..<shape.count).map { _ in number(range) })
  }

  mutating func shape(rank: ClosedRange<Int> = 0...3, upTo limit: Int = 5) -> Shape {
    Shape((0..<integer(rank)).map { _ in integer(1...limit) })
  }
}
