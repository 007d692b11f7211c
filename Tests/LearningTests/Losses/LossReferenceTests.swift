import Graphs
import Testing

@testable import Learning

@Suite("Losses agree with PyTorch")
struct LossReferenceTests {
  @Test("the file is read")
  func coverage() {
    // mse 9, mae 9, huber 18, binary cross-entropy 18, cross-entropy 36, and those of further losses
    #expect(LossReference.all.count >= 90)
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
