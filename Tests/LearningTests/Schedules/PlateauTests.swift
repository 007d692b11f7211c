import Testing

@testable import Learning

@Suite("A plateau of the loss")
struct PlateauTests {
  /// The rates in force at each epoch, the loss of each epoch known after it.
  private func rates(
    _ losses: [Double], _ named: [(String, OptionValue)], after first: [ScheduleSpecification] = []
  ) throws -> [Double] {
    let schedule = try Schedule(first + [ScheduleSpecification("plateau", [], named)])
    var position = SchedulePosition(of: schedule)
    return losses.map { loss in
      let rate = schedule.rate(at: position, base: 1)
      position.epochs += 1
      schedule.observe(loss, &position)
      return rate
    }
  }

  @Test("lowers the rate after patience + 1 epochs without progress")
  func patience() throws {
    // By PyTorch's rules: 2 is the best; three epochs later, at the fourth, bad epochs are 3 > 2.
    let found = try rates(
      [3, 2, 2, 2, 2, 2, 2, 2, 2],
      [("patience", .number(2)), ("factor", .number(0.5))])
    #expect(found == [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25])
  }

  @Test("begins to count again when the loss falls by more than the threshold")
  func threshold() throws {
    let named: [(String, OptionValue)] = [
      ("patience", .number(1)), ("factor", .number(0.5)), ("threshold", .number(0.1)),
    ]
    // 9.5 is within a tenth of 10 and 9.1 too, 8 is not.
    #expect(try rates([10, 9.5, 8, 8, 8, 8], named) == [1, 1, 1, 1, 1, 0.5])
    #expect(try rates([10, 9.5, 9.1, 8, 8], named) == [1, 1, 1, 0.5, 0.5])
  }

  @Test("waits out the cooldown and keeps above the minimum")
  func cooldown() throws {
    let named: [(String, OptionValue)] = [
      ("patience", .number(0)), ("factor", .number(0.1)), ("cooldown", .number(2)),
      ("minimum", .number(0.05)),
    ]
    // Falls after epoch 2; epochs 3 and 4 do not count; 5 lowers again, to no less than 0.05.
    #expect(try rates([1, 1, 1, 1, 1, 1], named) == [1, 1, 0.1, 0.1, 0.1, 0.05])
  }

  @Test("asks a loss below 0 to fall too")
  func negative() throws {
    #expect(
      try rates([-1, -1, -1], [("patience", .number(0)), ("factor", .number(0.5))]) == [1, 1, 0.5])
  }

  @Test("does not watch while a warm-up lasts")
  func afterWarmup() throws {
    let warm = try ScheduleSpecification("linear_warmup", [.number(2)], [("start", .number(0.5))])
    #expect(
      try rates(
        [1, 1, 1, 1, 1], [("patience", .number(0)), ("factor", .number(0.5))], after: [warm])
        == [0.5, 0.75, 1, 1, 0.5])
  }
}
