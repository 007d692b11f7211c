import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Convolutions and pooling as layers")
struct WindowLayerTests {
  @Test("output rows have a place for each window and a channel for each filter")
  func shapes() throws {
    #expect(try shape("conv2d", ["filters": 8, "size": 3], of: [28, 28]) == [28, 28, 8])
    #expect(try shape("conv2d", ["filters": 8, "size": 3], of: [7, 9, 4]) == [7, 9, 8])
    // 28 / 2 and 27 / 2 rounded up.
    #expect(
      try shape("conv2d", ["filters": 8, "size": 5, "stride": 2], of: [28, 27, 1]) == [14, 14, 8])
    // ⌊(28 − 5) / 2⌋ + 1 = 12; a window of three with gaps reaches over five.
    let valid: [String: OptionValue] = [
      "filters": 8, "size": 3, "stride": 2, "dilation": 2, "padding": .text("valid"),
    ]
    #expect(try shape("conv2d", valid, of: [28, 28]) == [12, 12, 8])
    #expect(try shape("conv1d", ["filters": 6, "size": 3], of: [50, 40]) == [50, 6])
    #expect(try shape("conv1d", ["filters": 6, "size": 3, "stride": 2], of: [51]) == [26, 6])
    #expect(try shape("max_pool", ["size": 2], of: [28, 27, 8]) == [14, 13, 8])
    #expect(
      try shape("max_pool", ["size": 2, "padding": .text("same")], of: [28, 27, 8]) == [14, 14, 8])
    #expect(try shape("average_pool", ["size": .numbers([2, 3])], of: [4, 9, 1]) == [2, 3, 1])
    #expect(try shape("average_pool", ["size": 3, "stride": 1], of: [50, 40]) == [48, 40])
    #expect(try shape("global_max_pool", [:], of: [5, 6, 7]) == [7])
  }

  @Test("weights have the shapes of PyTorch's and are drawn by the inputs of an output")
  func weights() throws {
    let network = try network("conv2d", ["filters": 6, "size": 3, "groups": 2], of: [8, 8, 4])
    #expect(network.parameters.map(\.name) == ["0.weight", "0.bias"])
    #expect(network.parameters.map(\.shape) == [[6, 2, 3, 3], [6]])
    #expect(network.parameters.map(\.isWeight) == [true, false])
    // Glorot: ±√(6 / (2 · 9 + 6 · 9)).
    let bound = Float((6.0 / 72).squareRoot())
    let drawn = try #require(network.initialWeights(seed: 3)["0.weight"]).values
    let largest = drawn.map(\.magnitude).max() ?? 0
    #expect(largest <= bound && largest > 0.8 * bound)
    let sequence = try self.network(
      "conv1d", ["filters": 5, "size": 3, "bias": .flag(false)], of: [9, 4])
    #expect(sequence.parameters.map(\.shape) == [[5, 4, 3]])
  }

  @Test("what does not fit is refused with what to type")
  func mistakes() {
    #expect(
      refusal("conv2d", ["filters": 8, "size": 5, "padding": .text("valid")], of: [4, 28])
        == [
          "conv2d(8, 5, padding=valid) needs rows of at least 5 x 5 places, got rows of the shape [4, 28]",
          "padding=same, or a smaller window",
        ])
    #expect(
      refusal("conv2d", ["filters": 8, "size": 5], of: [784])?.last?.contains("reshape") == true)
    #expect(
      refusal("conv1d", ["filters": 8, "size": 5], of: [8, 8, 3])?.last?.contains("conv2d") == true)
    #expect(
      refusal("conv2d", ["filters": 8, "size": 5, "groups": 4], of: [9, 9, 3])?.last == "groups=1")
    #expect(refusal("conv2d", ["filters": 6, "size": 5, "groups": 4], of: [9, 9, 4]) != nil)
    #expect(refusal("conv2d", ["filters": 6, "size": .numbers([2.5, 1])], of: [9, 9, 4]) != nil)
    #expect(refusal("max_pool", ["size": 2], of: [784]) != nil)
    #expect(refusal("max_pool", ["size": .numbers([2, 2])], of: [28, 28]) != nil)
    #expect(refusal("max_pool", ["size": 9], of: [8, 8, 1]) != nil)
    #expect(
      refusal("average_pool", ["size": 2, "padding": 2], of: [8, 8, 1])?.last == "padding=1")
    #expect(refusal("global_max_pool", [:], of: [8]) != nil)
  }

  /// What is beyond the length of a row stands for nothing: the row alone has the same outputs.
  @Test(
    "places beyond the lengths do not count",
    arguments: [
      ("conv1d", ["filters": 2, "size": 4]),
      ("conv1d", ["filters": 2, "size": 3, "stride": 2, "padding": .text("valid")]),
      ("conv2d", ["filters": 2, "size": 3]), ("max_pool", ["size": 3, "stride": 1, "padding": 1]),
      ("max_pool", ["size": 2]), ("average_pool", ["size": 3, "stride": 1, "padding": 1]),
      ("average_pool", ["size": 2]), ("global_max_pool", [:]),
    ] as [(String, [String: OptionValue])])
  func lengths(_ name: String, _ options: [String: OptionValue]) throws {
    let (times, channels) = (7, 3)
    let whole = try network(name, options, of: [times, channels])
    let weights = whole.initialWeights(seed: 5)
    for length in [7, 6, 5, 4] {
      var values = (0..<times * channels).map { Float(($0 * 7 + 3) % 11) - 8 }
      let row = Tensor(
        shape: [1, length, channels], values: Array(values.prefix(length * channels)))
      for place in length * channels..<values.count { values[place] = 900 }
      let lengths = Tensor(shape: [1], values: [Float(length)])
      let found = try whole.predict(
        Tensor(shape: [1, times, channels], values: values), lengths: lengths, weights: weights)
      let alone = try network(name, options, of: [length, channels])
        .predict(row, weights: weights)
      let counted = try whole.outputLengths(lengths).map { Int($0[0]) } ?? 1
      let width = alone.shape.dimensions.dropFirst(2).reduce(1, *)
      #expect(name == "global_max_pool" || counted == alone.shape[1], "\(length)")
      let pairs = zip(found.values, alone.values.prefix(counted * width))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-5 }, "\(length)")
    }
  }

  @Test("dropout goes before the last convolution where there is no dense layer")
  func outputLayer() throws {
    let layers = try [
      Specification<LayerDefinition>("conv2d", [.number(4), .number(3)]),
      Specification<LayerDefinition>("relu", []),
      Specification<LayerDefinition>("conv2d", [.number(10), .number(3)]),
      Specification<LayerDefinition>("global_average_pool", []),
    ]
    #expect(NetworkSpecification(layers).outputIndex == 2)
  }

  private func network(
    _ name: String, _ options: [String: OptionValue], of row: Shape
  ) throws -> Network {
    let layer = try Specification<LayerDefinition>(name, [], options.map { ($0, $1) })
    return try NetworkSpecification([layer]).resolve(input: row)
  }

  private func shape(
    _ name: String, _ options: [String: OptionValue], of row: Shape
  ) throws -> Shape { try network(name, options, of: row).outputShape }

  /// The sentence and the hint.
  private func refusal(
    _ name: String, _ options: [String: OptionValue], of row: Shape
  ) -> [String]? {
    do {
      _ = try network(name, options, of: row)
      return nil
    } catch let error as LearningError {
      return [error.message, error.hint ?? ""]
    } catch { return ["\(error)"] }
  }
}
