import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Layers on rows of several axes")
struct LayerShapeTests {
  @Test("reshape fills the lengths given and works out one of them")
  func reshaping() throws {
    #expect(try shape("reshape", .numbers([4, -1]), of: [2, 6]) == [4, 3])
    #expect(try shape("reshape", .numbers([3, 4]), of: [12]) == [3, 4])
    #expect(try shape("reshape", .number(-1), of: [2, 6]) == [12])
    #expect(try shape("reshape", .numbers([-1, 12]), of: [2, 6]) == [1, 12])
  }

  @Test(
    "reshape refuses what no row fills and says what to type",
    arguments: [
      ([5], "of 5 numbers", "reshape(-1)"),
      ([5, -1], "of a multiple of 5 numbers", "reshape(-1)"),
      ([6, 3], "of 18 numbers", "reshape([6, -1])"),
      ([-1, 24], "of a multiple of 24 numbers", "reshape(-1)"),
      // 2^96 does not fit an Int.
      (
        [16_777_216, 16_777_216, 16_777_216, 16_777_216], "of 7.922816251426434e+28 numbers",
        "reshape(-1)"
      ),
    ] as [([Double], String, String)])
  func mismatch(_ lengths: [Double], needed: String, mend: String) {
    let error = #expect(throws: LearningError.self) {
      try shape("reshape", .numbers(lengths), of: [2, 6])
    }
    #expect(
      error?.message.hasSuffix("needs rows \(needed), got rows of the shape [2, 6]") == true)
    #expect(error?.hint == mend)
  }

  @Test("reshape refuses lengths that are none", arguments: [[], [0], [2.5], [-1, -1]])
  func lengths(_ lengths: [Double]) {
    #expect(throws: LearningError.self) {
      try Specification<LayerDefinition>("reshape", [.numbers(lengths)])
    }
  }

  @Test(
    "rows of one axis have no places",
    arguments: ["global_average_pool", "spatial_dropout", "positional_encoding"])
  func places(_ name: String) {
    let error = #expect(throws: LearningError.self) { try shape(name, of: [4]) }
    #expect(
      error?.message
        == "\(name) needs rows of \(noun(name)) and channels, got rows of the shape [4]")
    #expect(error?.hint != nil)
  }

  @Test("positional encoding refuses a table beyond memory")
  func largeTable() {
    let size = 16_777_216
    #expect(throws: LearningError.self) { try shape("positional_encoding", of: [size, size]) }
  }

  @Test("layer_norm learns ones and zeros that no penalty counts")
  func affine() throws {
    let network = try network("layer_norm", of: [3, 4])
    #expect(network.parameters.map(\.name) == ["0.weight", "0.bias"])
    #expect(network.parameters.map(\.shape) == [[4], [4]])
    #expect(network.parameters.allSatisfy { !$0.isWeight })
    #expect(network.parameterCount == 8)
    let weights = network.initialWeights(seed: 1)
    #expect(weights["0.weight"] == Tensor(shape: [4], values: [1, 1, 1, 1]))
    #expect(weights["0.bias"] == Tensor(zeros: [4]))
  }

  @Test("spatial dropout drops whole channels and keeps the mean")
  func spatialDropout() throws {
    let (rows, places, channels) = (1000, 3, 4)
    let shape: Shape = [rows, places, channels]
    let y = try Learning.spatialDropout(.input("x", shape), rate: 0.3, stream: 7)
    let ones = DoubleArray(shape: shape, repeating: 1)
    let found = try Evaluator().evaluate(y, feeding: Bindings(values: ["x": ones], seed: 5)).values
    #expect(found.allSatisfy { $0 == 0 || ($0 - 1 / 0.7).magnitude < 1e-6 })
    let dropped = Double(found.count { $0 == 0 }) / Double(found.count)
    #expect((dropped - 0.3).magnitude < 0.03)  // four standard deviations of a share of 4000
    for index in found.indices {
      let first = index / (places * channels) * places * channels + index % channels
      #expect(found[index] == found[first])
    }
  }

  private func noun(_ name: String) -> String {
    name == "positional_encoding" ? "times" : "places"
  }

  private func network(_ name: String, _ options: OptionValue..., of row: Shape) throws -> Network {
    try NetworkSpecification([Specification<LayerDefinition>(name, options)]).resolve(input: row)
  }

  private func shape(_ name: String, _ option: OptionValue? = nil, of row: Shape) throws -> Shape {
    let layer = try Specification<LayerDefinition>(name, option.map { [$0] } ?? [])
    return try NetworkSpecification([layer]).resolve(input: row).outputShape
  }
}
