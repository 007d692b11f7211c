import Testing

@testable import Tensors

@Suite struct RandomGeneratorTests {
  /// The outputs for seed 1234567 of Vigna's splitmix64.c, as published on Rosetta Code.
  @Test func splitMix64FollowsTheReference() {
    var mixer = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in mixer.next() } == expected)
  }

  /// Outputs for state (1, 2, 3, 4) of Blackman and Vigna's xoshiro256starstar.c, as in the tests of
  /// Rust's rand_xoshiro.
  @Test func xoshiroFollowsTheReference() {
    var random = RandomGenerator(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func uniformAndNormalHaveTheirMoments() {
    var random = RandomGenerator(seed: 5)
    let n = 200_000
    let uniform = (0..<n).map { _ in random.uniform() }
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / Double(n) - 0.5) < 0.004)
    let normal = (0..<n).map { _ in random.normal() }
    #expect(abs(normal.reduce(0, +) / Double(n)) < 0.012)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / Double(n) - 1) < 0.016)
    let beyondTwo = Double(normal.count { abs($0) > 2 }) / Double(n)
    #expect(abs(beyondTwo - 0.0455) < 0.003)
  }

  @Test func permutationsAreFair() {
    var random = RandomGenerator(seed: 6)
    #expect(random.permutation(100).sorted() == Array(0..<100))
    #expect(random.permutation(0).isEmpty)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[random.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }

  @Test func sameSeedSameNumbersAndStreamsDiffer() {
    var a = RandomGenerator(seed: 7)
    var b = RandomGenerator(seed: 7)
    #expect((0..<10).map { _ in a.next() } == (0..<10).map { _ in b.next() })
    var first = a.split(0)
    var second = a.split(1)
    var again = b.split(0)
    let numbers = (0..<4).map { _ in first.next() }
    #expect(numbers == (0..<4).map { _ in again.next() })
    #expect(numbers != (0..<4).map { _ in second.next() })
    #expect(a.next() == b.next())
  }

  @Test func integersStayInRange() {
    var random = RandomGenerator(seed: 8)
    #expect(random.integer(below: 0) == 0)
    #expect((0..<1000).allSatisfy { _ in (0..<7).contains(random.integer(below: 7)) })
  }
}
