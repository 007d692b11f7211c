import Foundation
import Language
import Learning
import Testing

@testable import Commands

extension AllTests {
  /// Every row of losses.json through the verb: arrays in files, value and gradient in files.
  @Suite("score gives the reference numbers") struct ScoreReferences {
    @Test("rows are found for every loss that has some")
    func coverage() {
      #expect(ReferenceRow.all.count >= 90)
      #expect(Set(ReferenceRow.all.map(\.id)).count == ReferenceRow.all.count)
    }

    @Test("in double precision to 1e-9", arguments: ReferenceRow.all)
    func double(_ row: ReferenceRow) throws {
      try check(row, "", value: 1e-9, gradient: 1e-9, absolute: 1e-12)
    }

    @Test("in single precision to 1e-5, gradients to 1e-4", arguments: ReferenceRow.all)
    func single(_ row: ReferenceRow) throws {
      let scale = row.gradient.data.reduce(0) { max($0, abs($1)) }
      try check(
        row, " precision=single", value: 1e-5, gradient: 1e-4, absolute: 1e-6 * max(1, scale))
    }

    private func check(
      _ row: ReferenceRow, _ more: String, value: Double, gradient: Double, absolute: Double
    ) throws {
      Workspace.enter()
      let trial = trial(try row.line(more))
      #expect(trial.outcome == .done, "\(row.id):\n\(trial.shown)")
      guard trial.outcome == .done else { return }
      let differences = [
        try Reference.difference("v.npy", row.value, relative: value, absolute: absolute),
        try Reference.difference("g.npy", row.gradient, relative: gradient, absolute: absolute),
      ].compactMap { $0 }
      #expect(differences.isEmpty, "\(row.id): \(differences)")
    }
  }
}
