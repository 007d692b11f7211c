import CKernels
import Glibc
import Tensors
import Testing

extension Kernels {
  /// Matrix products beside sums in double precision, the bound on an element's error following from
  /// the count of roundings.
  @Suite struct ProductTests {
    private static let transpositions = [
      (false, false), (true, false), (false, true), (true, true),
    ]

    /// Sizes around the ends of vectors, panels, tiles and blocks of k.
    private static let edges: [(Int, Int, Int)] = [
      (0, 5, 3), (5, 0, 3), (5, 7, 0), (1, 1, 1), (3, 4, 10), (13, 15, 4), (14, 16, 5),
      (15, 17, 3), (6, 8, 7), (7, 9, 1), (28, 31, 2), (29, 32, 33), (2, 33, 17), (12, 48, 16),
      (5, 70, 255), (4, 20, 256), (3, 34, 257), (3, 16, 512), (2, 32, 513), (1, 128, 784),
      (520, 3, 2), (130, 1, 7),
    ]

    @Test(arguments: availableLevels) func edgesOfTiles(level: kernels_level) {
      var random = RandomGenerator(seed: 51)
      for (m, n, k) in Self.edges {
        for (transposeA, transposeB) in Self.transpositions {
          ProductTrial(
            m: m, n: n, k: k, transposeA: transposeA, transposeB: transposeB, random: &random
          ).check(level, rows: 0..<m, seed: 51)
        }
      }
    }

    @Test(arguments: availableLevels) func smallSizesGapsBiasAndRectifier(level: kernels_level) {
      var random = RandomGenerator(seed: 52)
      for round in 0..<240 {
        var trial = ProductTrial(
          m: random.integer(below: 41), n: random.integer(below: 41), k: random.integer(below: 41),
          transposeA: round & 1 != 0, transposeB: round & 2 != 0,
          gap: random.integer(below: 3) * 5, random: &random)
        if round & 4 != 0 { trial.bias = random.floats(trial.n) }
        trial.relu = round & 8 != 0
        trial.check(level, rows: 0..<trial.m, seed: 52)
      }
    }

    /// Layers of networks forwards, and their weights' and inputs' gradients; some rows of each.
    @Test(arguments: availableLevels) func shapesOfTraining(level: kernels_level) {
      var random = RandomGenerator(seed: 53)
      let shapes: [(Int, Int, Int, Bool, Bool)] = [
        (64, 128, 784, false, false), (784, 128, 64, true, false), (64, 10, 128, false, false),
        (128, 10, 64, true, false), (64, 128, 10, false, true), (32, 128, 784, false, true),
        (40, 256, 300, true, true), (64, 1, 128, false, false), (128, 1, 64, true, false),
        (600, 40, 30, false, false), (512, 64, 200, true, false),
      ]
      for (m, n, k, transposeA, transposeB) in shapes {
        var trial = ProductTrial(
          m: m, n: n, k: k, transposeA: transposeA, transposeB: transposeB, random: &random)
        trial.bias = random.floats(n)
        trial.relu = true
        trial.check(level, rows: [0, 1, m / 3, m / 2 + 1, m - 1], seed: 53)
      }
      // Rows of b on pages of their own.
      ProductTrial(m: 60, n: 24, k: 270, gap: 1030, random: &random)
        .check(level, rows: [0, 30, 59], seed: 53)
    }

    /// Threads may split rows, and callers columns, in any way: no bit changes.
    @Test(arguments: availableLevels, transpositions)
    func elementsDoNotDependOnTheirNeighbours(
      level: kernels_level, transposed: (Bool, Bool)
    ) throws {
      var random = RandomGenerator(seed: 54)
      for (m, n, k, gap) in [
        (31, 37, 20, 0), (17, 10, 600, 0), (530, 1, 40, 0), (19, 1, 300, 3), (60, 24, 270, 1030),
      ] {
        let trial = ProductTrial(
          m: m, n: n, k: k, transposeA: transposed.0, transposeB: transposed.1, gap: gap,
          random: &random)
        let whole = try #require(trial.run(level))
        for cut in Set([1, m / 2, m - 5, m - 1]) {
          let upper = try #require(trial.run(level, rows: 0..<cut))
          let lower = try #require(trial.run(level, rows: cut..<m))
          #expect((upper + lower).map(\.bitPattern) == whole.map(\.bitPattern), "\(trial) \(cut)")
        }
      }
    }

    /// The bias comes after the sum, the rectifier after the bias, NaN through both.
    @Test(arguments: availableLevels) func notANumberAndSignsThroughTheRectifier(
      level: kernels_level
    ) {
      let a: [Float] = [1, 1, .nan, 1, 2, 3]
      let b: [Float] = [1, -1, .infinity, 2, -2, -.infinity]
      var c = [Float](repeating: 7, count: 9)
      var scratch = [Float](
        repeating: 0, count: Int(matrix_product_scratch_floats(false, 3, 3, 2)))
      let bias: [Float] = [-3, 4, 1]
      at(level) {
        bias.withUnsafeBufferPointer {
          var extras = product_extras()
          extras.bias = $0.baseAddress
          extras.relu = true
          matrix_product(false, false, 3, 3, 2, a, 2, b, 3, &c, 3, &extras, &scratch)
        }
      }
      // Row 0: 3 - 3, -3 + 4, inf - inf; row 1: NaN; row 2: 8 - 3, -8 + 4, 2 inf - 3 inf.
      #expect(c[0] == 0 && c[1] == 1 && c[2].isNaN)
      #expect(c[3].isNaN && c[4].isNaN && c[5].isNaN)
      #expect(c[6] == 5 && c[7] == 0 && c[8].isNaN)
    }

    @Test(arguments: availableLevels) func subnormalsCountAsZeroAndOnlyInside(
      level: kernels_level
    ) {
      var c: [Float] = [7, 7]
      var scratch = [Float](repeating: 0, count: 64)
      at(level) {
        matrix_product(
          false, false, 2, 1, 1, [1e-20, .leastNormalMagnitude / 8], 1, [1e-20], 1, &c, 1, nil,
          &scratch)
      }
      #expect(c == [0, 0])
      let half = c[0] + .leastNormalMagnitude
      #expect(half / 2 > 0)
    }

    /// Rows to fetch lie at the end of what may be read, and beyond it: a page that nobody may touch
    /// follows both the rows and the list of their numbers.
    @Test(arguments: availableLevels) func fetchingTouchesNothing(level: kernels_level) throws {
      let page = 4096
      let memory = try #require(
        mmap(nil, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
      defer { munmap(memory, 4 * page) }
      for forbidden in [1, 3] { mprotect(memory + forbidden * page, page, PROT_NONE) }
      let (width, rows): (Int, [Int32]) = (30, [0, 7, 8, 20, -3, 1])
      let matrix = (memory + page).assumingMemoryBound(to: Float.self) - 8 * width
      let list = (memory + 3 * page).assumingMemoryBound(to: Int32.self) - rows.count
      for (i, row) in rows.enumerated() { list[i] = row }
      var random = RandomGenerator(seed: 55)
      for count in [0, 1, rows.count] {
        let fetch = product_extras(
          bias: nil, relu: false, fetch_matrix: matrix, fetch_width: Int64(width),
          fetch_rows: list, fetch_count: Int64(count))
        for (m, n, k) in [(40, 40, 70), (3, 5, 4), (4, 4, 0)] {
          let trial = ProductTrial(m: m, n: n, k: k, random: &random)
          let plain = try #require(trial.run(level))
          #expect(try #require(trial.run(level, fetch: fetch)) == plain)
        }
      }
    }
  }
}
