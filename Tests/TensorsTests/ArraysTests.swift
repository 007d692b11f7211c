import CKernels
import Tensors
import Testing

extension Kernels {
  @Suite struct ArraysTests {
    @Test(arguments: availableLevels, [0, 1, 3, 8, 16, 31, 33, 100, 1_000_003])
    func sum(level: kernels_level, count: Int) {
      var random = RandomGenerator(seed: 31)
      let x = (0..<count).map { _ in Float(random.uniform()) }
      let want = x.reduce(0.0) { $0 + Double($1) }
      #expect(abs(at(level) { array_sum(x, Int64(count)) } - want) <= 1e-9 * max(want, 1))
    }

    @Test(arguments: availableLevels, [0, 1, 5, 64, 65, 1000])
    func columnSums(level: kernels_level, rows: Int) {
      var random = RandomGenerator(seed: 32)
      let columns = 83
      let x = random.floats(rows * columns)
      var out = [Float](repeating: -7, count: columns)
      at(level) {
        array_column_sums(x, Int64(rows), Int64(columns), 1, 70, &out)
        array_column_sums(x, Int64(rows), Int64(columns), 70, 82, &out)
      }
      #expect(out[0] == -7 && out[82] == -7)
      for c in 1..<82 {
        let want = (0..<rows).reduce(0.0) { $0 + Double(x[$1 * columns + c]) }
        #expect(abs(Double(out[c]) - want) < 1e-4)
      }
    }

    @Test(arguments: availableLevels, [(1, 1), (3, 5), (16, 16), (17, 33), (40, 7)])
    func transpose(level: kernels_level, size: (Int, Int)) {
      let (rows, columns) = size
      let stride = columns + 2
      let x = (0..<rows * stride).map(Float.init)
      var out = [Float](repeating: -7, count: columns * (rows + 1))
      at(level) {
        array_transpose(x, Int64(rows), Int64(columns), Int64(stride), &out, Int64(rows + 1))
      }
      for c in 0..<columns {
        for r in 0..<rows { #expect(out[c * (rows + 1) + r] == x[r * stride + c]) }
        #expect(out[c * (rows + 1) + rows] == -7)
      }
    }

    @Test(arguments: availableLevels, [1, 7, 16, 50])
    func rowSumAndMaximum(level: kernels_level, columns: Int) {
      var random = RandomGenerator(seed: 33)
      var x = random.floats(4 * columns)
      x[3 * columns + columns / 2] = .nan
      var sums = [Float](repeating: 0, count: 4)
      var tops = sums
      at(level) {
        rows_sum(x, 4, Int64(columns), &sums)
        rows_maximum(x, 4, Int64(columns), &tops)
      }
      for r in 0..<3 {
        let row = x[r * columns..<(r + 1) * columns]
        #expect(abs(Double(sums[r]) - row.reduce(0.0) { $0 + Double($1) }) < 1e-5)
        #expect(tops[r] == row.max())
      }
      #expect(sums[3].isNaN && tops[3].isNaN)
    }

    @Test func gathersAndScatters() {
      let matrix: [Float] = [0, 1, 2, 10, 11, 12, 20, 21, 22]
      let order: [Int32] = [2, 0, 2]
      var rows = [Float](repeating: -7, count: 9)
      gather_rows(matrix, 3, order, 3, &rows)
      #expect(rows == [20, 21, 22, 0, 1, 2, 20, 21, 22])
      var floats = [Float](repeating: -7, count: 3)
      gather_floats([5, 6, 7], order, 3, &floats)
      #expect(floats == [7, 5, 7])
      var integers = [Int32](repeating: -7, count: 3)
      gather_integers([5, 6, 7], order, 3, &integers)
      #expect(integers == [7, 5, 7])
      var sums = [Float](repeating: 0, count: 9)
      scatter_add_rows([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, order, 3, 0, 2, &sums)
      #expect(sums == [4, 5, 0, 0, 0, 0, 8, 10, 0])
    }

    @Test func indexedRows() {
      let x: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
      let indices: [Int32] = [2, -1, 3]
      var picked = [Float](repeating: -7, count: 3)
      rows_pick(x, indices, 3, 3, &picked)
      #expect(picked == [3, 0, 0])
      var placed = [Float](repeating: -7, count: 9)
      rows_place([5, 6, 7], indices, 3, 3, &placed)
      #expect(placed == [0, 0, 5, 0, 0, 0, 0, 0, 0])
      rows_one_hot(indices, 3, 3, 0.75, 0.25, &placed)
      #expect(placed == [0.25, 0.25, 0.75] + [Float](repeating: 0.25, count: 6))
      var best = [Int32](repeating: -7, count: 4)
      rows_argmax([1, 3, 3, -1, -2, -3, 0, .nan, 9, -.infinity, -.infinity, 0], 4, 3, &best)
      #expect(best == [1, 0, 1, 2])
    }
  }
}
