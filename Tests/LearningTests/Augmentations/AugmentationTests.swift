import Tensors
import Testing

@testable import Learning

/// Every kind on images small enough to say by hand what may come out.
@Suite("Augmentations")
struct AugmentationTests {
  /// [2, 3]: no two pixels alike, none 0.
  let image: [Float] = [1, 2, 3, 4, 5, 6]

  @Test("mirror every other image")
  func flip() throws {
    let mirrored: [Float] = [3, 2, 1, 6, 5, 4]
    let seen = try epochs(200, ["flip"])
    #expect(seen.allSatisfy { $0 == image || $0 == mirrored })
    // Five standard deviations of 200 fair coins.
    #expect(abs(seen.count { $0 == mirrored } - 100) < 36)
    let vertical = try epochs(
      60, [("flip", [("horizontal", .flag(false)), ("vertical", .flag(true))])])
    #expect(Set(vertical) == [image, [4, 5, 6, 1, 2, 3]])
    let both = try epochs(60, [("flip", [("vertical", .flag(true))])])
    #expect(Set(both) == [image, mirrored, [4, 5, 6, 1, 2, 3], [6, 5, 4, 3, 2, 1]])
  }

  @Test("move by up to a share of the size")
  func shift() throws {
    let seen = try maps("shift", [("amount", .number(0.25))])
    for map in seen {
      #expect(abs(map.middle.x) <= 0.25 * 20 && abs(map.middle.y) <= 0.25 * 10)
      #expect(map.right == (1, 0) && map.down == (0, 1))
    }
    spread(seen.map(\.middle.x), 5)
    spread(seen.map(\.middle.y), 2.5)
  }

  @Test("turn by up to an angle")
  func rotate() throws {
    let seen = try maps("rotate", [("degrees", .number(30))])
    // sin 30° = 1/2; turning keeps lengths.
    for map in seen {
      #expect(abs(map.down.x) <= 0.5 + 1e-12)
      #expect(abs(map.right.x * map.right.x + map.right.y * map.right.y - 1) < 1e-12)
    }
    spread(seen.map(\.down.x), 0.5)
  }

  @Test("enlarge both axes alike")
  func zoom() throws {
    let seen = try maps("zoom", [("amount", .number(0.2))])
    for map in seen {
      #expect(map.right.x >= 1 / 1.2 - 1e-12 && map.right.x <= 1 / 0.8 + 1e-12)
      #expect(map.right.x == map.down.y && map.middle == (0, 0))
    }
    spread(seen.map { 1 / $0.right.x - 1 }, 0.2)
  }

  @Test("cut out of a frame of zeros at every place")
  func crop() throws {
    let square: [Float] = [1, 2, 3, 4]
    let seen = try epochs(300, [("crop", [("padding", .number(1))])], of: square, [2, 2])
    var possible: Set<[Float]> = []
    for down in -1...1 {
      for right in -1...1 {
        possible.insert(
          (0..<4).map { at in
            let (i, j) = (at / 2 - down, at % 2 - right)
            return (0..<2).contains(i) && (0..<2).contains(j) ? square[i * 2 + j] : 0
          })
      }
    }
    #expect(possible.count == 9)
    #expect(Set(seen) == possible)
  }

  @Test("multiply by one factor")
  func brightness() throws {
    let factors = try epochs(200, ["brightness"]).map { row in
      for (changed, before) in zip(row, image) { #expect(abs(changed / before - row[0]) < 1e-6) }
      return Double(row[0]) - 1
    }
    spread(factors, 0.2)
  }

  @Test("spread about the mean, which stays")
  func contrast() throws {
    // The mean of 1 to 6 is 3.5; the first pixel is 2.5 below.
    let factors = try epochs(200, ["contrast"]).map { row in
      #expect(abs(row.reduce(0, +) - 21) < 1e-5)
      let factor = (3.5 - row[0]) / 2.5
      for (changed, before) in zip(row, image) {
        #expect(abs(changed - (3.5 + factor * (before - 3.5))) < 1e-5)
      }
      return Double(factor) - 1
    }
    spread(factors, 0.2)
  }

  @Test("add noise of the deviation asked for, to rows of any shape")
  func noise() throws {
    let zeros = [Float](repeating: 0, count: 1000)
    let seen = try epochs(20, [("noise", [("deviation", .number(0.5))])], of: zeros, [1000])
      .flatMap { $0 }.map(Double.init)
    let mean = seen.reduce(0, +) / 20_000
    let variance = seen.reduce(0) { $0 + $1 * $1 } / 20_000
    // Five standard deviations: of the mean 0.5/√20000, of the variance 0.25·√(2/20000).
    #expect(abs(mean) < 0.018)
    #expect(abs(variance - 0.25) < 0.0125)
  }

  @Test("leave out a square, less of it at the edge")
  func cutout() throws {
    let ones = [Float](repeating: 1, count: 12)
    let seen = try epochs(400, [("cutout", [("size", .number(2))])], of: ones, [3, 4])
    var possible: Set<[Float]> = []
    for u in 0..<3 {
      for v in 0..<4 {
        possible.insert(
          (0..<12).map { (u - 1...u).contains($0 / 4) && (v - 1...v).contains($0 % 4) ? 0 : 1 })
      }
    }
    #expect(possible.count == 12)
    #expect(Set(seen) == possible)
    let channels = try epochs(
      20, [("cutout", [("size", .number(1))])], of: [Float](repeating: 1, count: 24), [2, 4, 3])
    for row in channels { #expect(row.reduce(0, +) == 21) }
  }

  @Test("leave out times or features")
  func masks() throws {
    // Lengths 0, 1 and 2 of four times: 1 + 4 + 3 stretches.
    let frames = (1...12).map { Float($0) }
    let times = try epochs(500, [("time_mask", [("width", .number(2))])], of: frames, [4, 3])
    let features = try epochs(
      500, [("frequency_mask", [("width", .number(2))])], of: frames, [4, 3])
    func masked(_ axis: Int, _ start: Int, _ width: Int) -> [Float] {
      frames.enumerated().map { at, value in
        (start..<start + width).contains(axis == 0 ? at / 3 : at % 3) ? 0 : value
      }
    }
    let possibleTimes = (0...2).flatMap { w in (0...4 - w).map { masked(0, $0, w) } }
    let possibleFeatures = (0...2).flatMap { w in (0...3 - w).map { masked(1, $0, w) } }
    #expect(Set(possibleTimes).count == 8 && Set(times) == Set(possibleTimes))
    #expect(Set(possibleFeatures).count == 6 && Set(features) == Set(possibleFeatures))
  }

  @Test("move pixels first, in the order given, and change numbers after")
  func order() throws {
    let options: [(String, [(String, OptionValue)])] = [
      ("cutout", [("size", .number(1))]), ("crop", [("padding", .number(1))]),
    ]
    // Moved first: a pixel cut out of the moved image can lie anywhere, so at times two pixels of
    // four are left by the move and one of them is cut.
    let seen = try epochs(300, options, of: [1, 2, 3, 4], [2, 2])
    #expect(seen.contains { row in row.count { $0 != 0 } == 3 })
    #expect(!seen.contains { row in row.count { $0 != 0 } == 4 })
    let turned = AffineMap.shifted(right: 1, down: 0).followed(by: .turned(degrees: 90))
    #expect(abs(turned.middle.x + 1) < 1e-12 && abs(turned.middle.y) < 1e-12)
    let moved = AffineMap.turned(degrees: 90).followed(by: .shifted(right: 1, down: 0))
    #expect(abs(moved.middle.x) < 1e-12 && abs(moved.middle.y - 1) < 1e-12)
  }

  @Test("refuse rows they cannot change", arguments: AugmentationDefinition.all.map(\.name))
  func shapes(_ name: String) throws {
    let definition = try AugmentationDefinition.named(name)
    let required = definition.declaration.options.filter { $0.defaultValue == nil }
      .map { ($0.name, OptionValue.number(1)) }
    let specification = try AugmentationSpecification(definition, named: required)
    guard name != "noise" else { return try specification.check(rows: [4]) }
    for shape in [[4], [2, 2, 2, 2]] as [Shape] {
      #expect(throws: LearningError.self) { try specification.check(rows: shape) }
    }
    try specification.check(rows: [9, 9])
    guard let option = definition.extent?.option else { return }
    let large = try AugmentationSpecification(name, [], [(option, .number(9))])
    let error = #expect(throws: LearningError.self) { try large.check(rows: [9, 9]) }
    #expect(error?.hint == "\(name)(\(option)=2)")
  }

  @Test("refuse to mirror nothing")
  func nothing() {
    #expect(throws: LearningError.self) {
      try AugmentationSpecification("flip", [], [("horizontal", .flag(false))])
    }
  }

  // MARK: Support

  /// The row in the first epochs; seed 11.
  private func epochs(
    _ count: Int, _ named: [(String, [(String, OptionValue)])], of row: [Float]? = nil,
    _ shape: Shape = [2, 3]
  ) throws -> [[Float]] {
    let rows = Tensor(shape: Shape([1] + shape.dimensions), values: row ?? image)
    let augmented = try AugmentedRows(
      RowMatrix(rows), named.map { try AugmentationSpecification($0.0, [], $0.1) }, seed: 11)
    return (0..<count).map { augmented.row(0, epoch: $0) }
  }

  private func epochs(_ count: Int, _ names: [String]) throws -> [[Float]] {
    try epochs(count, names.map { ($0, []) })
  }

  /// Two hundred maps of an image of 10 × 20 pixels; seed 12.
  private func maps(_ name: String, _ options: [(String, OptionValue)]) throws -> [AffineMap] {
    let specification = try AugmentationSpecification(name, [], options)
    guard case .geometric(let map) = specification.definition.effect else { return [] }
    var generator = RandomGenerator(seed: 12)
    return (0..<200).map { _ in map(specification.options, RowLayout([10, 20]), &generator) }
  }

  /// Whether numbers fill [−limit, limit]: 200 uniform ones miss a tenth of it once in 10⁹ trials.
  private func spread(_ numbers: [Double], _ limit: Double) {
    #expect(numbers.count == 200)
    #expect(numbers.allSatisfy { abs($0) <= limit * (1 + 1e-5) })
    #expect((numbers.max() ?? 0) > 0.8 * limit && (numbers.min() ?? 0) < -0.8 * limit)
  }
}
