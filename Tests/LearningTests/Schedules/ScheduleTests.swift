import Testing

@testable import Learning

@Suite("Schedules in time")
struct ScheduleTests {
  private func schedule(
    _ parts: [(String, [OptionValue], [(String, OptionValue)])], per unit: Schedule.Unit = .epoch
  ) throws -> Schedule {
    try Schedule(parts.map { try ScheduleSpecification($0.0, $0.1, $0.2) }, per: unit)
  }

  private func rates(_ schedule: Schedule, _ times: [Int], base: Double = 1) -> [Double] {
    times.map { schedule.rate(at: $0, base: base) }
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) {
      #expect(agree(a, b, relative: 1e-12, absolute: 1e-15), "\(found), not \(expected)")
    }
  }

  @Test("by hand")
  func byHand() throws {
    expect(rates(try schedule([("constant", [], [])]), [0, 9]), [1, 1])
    expect(
      rates(try schedule([("constant", [], [("factor", .number(0.5))])]), [0, 9], base: 4), [2, 2])
    expect(rates(try schedule([("inverse_time", [.number(1)], [])]), [0, 1, 3]), [1, 0.5, 0.25])
    expect(
      rates(try schedule([("polynomial", [.number(4)], [])]), [0, 1, 2, 4, 9]),
      [1, 0.75, 0.5, 0, 0])
    let square = [("power", OptionValue.number(2)), ("minimum", .number(0.2))]
    // 0.2 + 0.8 · (1 − t / 4)²
    expect(
      rates(try schedule([("polynomial", [.number(4)], square)]), [0, 2, 4]), [1, 0.4, 0.2])
    // Waves of 2, 4 and 8: the second begins at 2, the third at 6.
    expect(
      rates(
        try schedule([("cosine_restarts", [.number(2)], [("growth", .number(2))])]),
        [0, 1, 2, 4, 6, 10]), [1, 0.5, 1, 0.5, 1, 0.5])
    expect(
      rates(try schedule([("cosine_restarts", [.number(4)], [])]), [0, 2, 4, 402]),
      [1, 0.5, 1, 0.5])
  }

  @Test("that have an end stay there")
  func ends() throws {
    expect(
      rates(
        try schedule([("cosine", [.number(4)], [("minimum", .number(0.1))])]), [4, 5, 8, 1_000_000]),
      [0.1, 0.1, 0.1, 0.1])
    let cycle = try schedule([("one_cycle", [.number(10), .number(1)], [])])
    expect(rates(cycle, [9, 10, 99]), [4e-6, 4e-6, 4e-6])
    expect(rates(try schedule([("linear_warmup", [.number(2)], [])]), [2, 50]), [1, 1])
  }

  @Test("one_cycle by hand: along lines, and with no rise or no fall")
  func oneCycle() throws {
    let linear: [(String, OptionValue)] = [
      ("pct_start", .number(0.5)), ("div_factor", .number(10)), ("final_div_factor", .number(10)),
      ("anneal", .text("linear")),
    ]
    // Up over 0 to 4 from 0.1 to 1, down over 4 to 9 to 0.01.
    expect(
      rates(try schedule([("one_cycle", [.number(10), .number(1)], linear)]), [0, 2, 4, 9]),
      [0.1, 0.55, 1, 0.01])
    for (share, steps) in [(0.0, 1.0), (1, 1), (0, 5), (1, 5), (0.2, 5), (0.5, 2)] {
      let edge = try schedule([
        ("one_cycle", [.number(steps), .number(1)], [("pct_start", .number(share))])
      ])
      #expect((0...6).allSatisfy { (4e-6...1).contains(edge.rate(at: $0, base: 1)) })
    }
  }

  @Test("follow one another, each from the optimizer's rate")
  func chains() throws {
    let warm = ("linear_warmup", [OptionValue.number(2)], [("start", OptionValue.number(0.5))])
    let chain = try schedule([warm, ("cosine", [.number(4)], [])])
    expect(rates(chain, [0, 1, 2, 4, 6, 7]), [0.5, 0.75, 1, 0.5, 0, 0])
    #expect(chain.length == 6)
    #expect("\(chain)" == "linear_warmup(steps=2, start=0.5) -> cosine(steps=4)")
    let three = try schedule([
      ("constant", [.number(1)], []), warm, ("exponential", [.number(0.5)], []),
    ])
    expect(rates(three, [0, 1, 2, 3, 4, 5]), [1, 0.5, 0.75, 1, 0.5, 0.25])
    #expect(three.length == nil)
  }

  @Test("without an end refuse another behind them", arguments: ["step", "plateau", "constant"])
  func endless(_ name: String) throws {
    let first = name == "step" ? [OptionValue.number(3)] : []
    let error = #expect(throws: LearningError.self) {
      try schedule([(name, first, []), ("cosine", [.number(3)], [])])
    }
    #expect(error?.message.contains("never ends, so cosine never begins") == true)
    #expect(error?.hint?.contains("put it last") == true)
  }

  @Test("count epochs or steps")
  func units() throws {
    var position = SchedulePosition()
    (position.epochs, position.steps) = (1, 3)
    let parts: [(String, [OptionValue], [(String, OptionValue)])] = [
      ("exponential", [.number(0.5)], [])
    ]
    #expect(try schedule(parts).rate(at: position, base: 1) == 0.5)
    #expect(try schedule(parts, per: .step).rate(at: position, base: 1) == 0.125)
    #expect(try "\(schedule(parts, per: .step))" == "exponential(factor=0.5) per=step")
  }

  @Test("give finite rates at every time for options at their bounds")
  func battery() throws {
    for definition in ScheduleDefinition.all {
      let first: [OptionValue] =
        switch definition.name {
        case "one_cycle": [.number(1), .number(1)]
        case "plateau": []
        default: [.number(1)]
        }
      let schedule = try Schedule([ScheduleSpecification(definition, positional: first)])
      for time in [0, 1, 2, 1000, 9_007_199_254_740_991] {
        let rate = schedule.rate(at: time, base: 0.1)
        #expect(rate.isFinite && rate >= 0, "\(schedule) at \(time): \(rate)")
      }
    }
  }
}
