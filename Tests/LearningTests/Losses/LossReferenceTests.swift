import Graphs
import Testing

@testable import Learning

@Suite("Losses agree with PyTorch")
struct LossReferenceTests {
  @Test("every loss has reference rows")
  func coverage() {
    for definition in LossDefinition.all {
      let rows = LossReference.all.filter { $0.loss == definition.name }
      #expect(rows.count >= 9, "\(definition.name) has \(rows.count) rows")
    }
    #expect(LossReference.all.count == 90)  // mse 9, mae 9, huber 18, binary 18, cross-entropy 36
  }

  @Test("in double precision to 1e-9", arguments: LossReference.all)
  func oracle(_ row: LossReference) throws {
    let judged = try row.trial().judged()
    expect(judged.value, row.value.values, row.id, relative: 1e-9, absolute: 1e-12)
    expect(judged.gradient, row.gradient.data, row.id, relative: 1e-9, absolute: 1e-12)
  }

  private func expect(
    _ found: [Double], _ wanted: [Double], _ id: String, relative: Double, absolute: Double
  ) {
    #expect(found.count == wanted.count, "\(id)")
    for (a, b) in zip(found, wanted) {
      #expect(agree(a, b, relative: relative, absolute: absolute), "\(id): \(a) is not \(b)")
    }
  }
}
