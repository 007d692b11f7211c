import Testing

@testable import Learning

/// Reference/schedules.json: the learning rate of each time, from PyTorch 2.15.
struct ScheduleReference: Decodable, Sendable {
  let base_lr: Double
  let cases: [Row]

  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let schedule: String
    let options: [String: ReferenceOption]
    let lr: [Double]

    var testDescription: String { schedule }
  }

  static let file = try? readReference("schedules.json", as: ScheduleReference.self)
}

@Suite("Schedules")
struct ScheduleReferenceTests {
  static let rows = ScheduleReference.file?.cases ?? []

  @Test func thereAreRows() { #expect(Self.rows.count == 5) }

  @Test("agree with PyTorch's", arguments: rows)
  func reference(_ row: ScheduleReference.Row) throws {
    let file = try #require(ScheduleReference.file)
    let schedule = try Schedule([ScheduleSpecification(row.schedule, [], row.options.named)])
    for (time, expected) in row.lr.enumerated() {
      let found = schedule.rate(at: time, base: file.base_lr)
      #expect(
        agree(found, expected, relative: 1e-12, absolute: 1e-15),
        "\(row.schedule) at \(time): \(found), not \(expected)")
    }
  }

  @Test("each have a row that no other schedule passes", arguments: rows)
  func coverage(_ row: ScheduleReference.Row) throws {
    for other in ScheduleDefinition.all where other.name != row.schedule {
      let known = Set(other.declaration.options.map(\.name))
      let named = row.options.named.filter { known.contains($0.0) }
      guard let specification = try? ScheduleSpecification(other, named: named) else { continue }
      let schedule = try Schedule([specification])
      let isSame = row.lr.enumerated().allSatisfy {
        agree(schedule.rate(at: $0, base: 0.1), $1, relative: 1e-9, absolute: 1e-12)
      }
      #expect(!isSame, "\(row.schedule) passes with \(other.name)")
    }
  }
}
