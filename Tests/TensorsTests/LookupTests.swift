import CKernels
import Testing

extension Kernels {
  @Suite struct LookupTests {
    /// Rows 0 1, 2 3, 4 5.
    private let table: [Float] = [0.5, 1, 2, 3, 4, 5]

    @Test("reads rows at rounded positions, NaN where there is none")
    func rows() {
      let positions: [Float] = [2, 0, 0.9, -0.4, 2.4, 3, -1, .nan, 1e30, -.infinity]
      var out = [Float](repeating: -7, count: 2 * positions.count + 1)
      lookup_rows(table, 3, 2, false, positions, Int64(positions.count), &out)
      #expect(out[..<10] == [4, 5, 0.5, 1, 2, 3, 0.5, 1, 4, 5])
      #expect(out[10..<20].allSatisfy { $0.isNaN })
      #expect(out[20] == -7)
      lookup_rows(table, 3, 2, true, [0, 1], 2, &out)
      #expect(out[..<4] == [0, 0, 2, 3])
    }

    @Test("adds at rows, columns by themselves")
    func sums() {
      let x: [Float] = [1, 10, 2, 20, 4, 40, 8, 80]
      let positions: [Float] = [2, 0, 2, 9]
      var out = [Float](repeating: -7, count: 6)
      lookup_sums(x, positions, 4, 3, 2, false, 0, 1, &out)
      #expect(out == [2, -7, 0, -7, 5, -7])
      lookup_sums(x, positions, 4, 3, 2, true, 1, 2, &out)
      #expect(out == [2, 0, 0, 0, 5, 50])
    }
  }
}
