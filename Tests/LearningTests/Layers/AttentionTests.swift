import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Attention")
struct AttentionTests {
  private func network(_ name: String, _ options: [(String, OptionValue)], _ input: Shape) throws
    -> Network
  {
    try NetworkSpecification([Specification<LayerDefinition>(name, [], options)])
      .resolve(input: input)
  }

  private static let heads: [(String, OptionValue)] = [("heads", .number(2))]

  @Test("has the names and shapes of PyTorch's state_dict")
  func names() throws {
    let attention = try network("self_attention", Self.heads, [5, 4])
    #expect(
      attention.parameters.map(\.name) == [
        "0.in_proj_weight", "0.in_proj_bias", "0.out_proj.weight", "0.out_proj.bias",
      ])
    let block = try network(
      "transformer_block", Self.heads + [("hidden", .number(8))], [5, 4])
    #expect(block.outputShape == [5, 4])
    // torch.nn.TransformerEncoderLayer(4, 2, 8): 60 + 20 + 40 + 36 + 8 + 8
    #expect(block.parameterCount == 172)
    #expect(block.parameters[6].name == "0.linear2.weight")
  }

  @Test("drops in training only, by the same choice each time")
  func dropout() throws {
    let network = try network(
      "transformer_block", Self.heads + [("hidden", .number(8)), ("dropout", .number(0.5))], [5, 4])
    let x = Expression.input("x", [3, 5, 4])
    let leaves = network.parameterLeaves()
    var bindings = Bindings(values: [:], seed: 1, step: 2)
    var generator = RandomGenerator(seed: 4)
    bindings.values["x"] = DoubleArray(
      shape: x.shape, values: (0..<60).map { _ in generator.normal() })
    for (name, tensor) in network.initialWeights(seed: 3) {
      bindings.values[name] = DoubleArray(
        shape: tensor.shape, values: tensor.values.map(Double.init))
    }
    let outputs = try [true, true, false].map { isTraining in
      try Evaluator().evaluate(
        network.outputs(of: x, parameters: leaves, isTraining: isTraining), feeding: bindings
      ).values
    }
    #expect(outputs[0] == outputs[1] && outputs[0] != outputs[2])
    bindings.step = 3
    let later = try Evaluator().evaluate(
      network.outputs(of: x, parameters: leaves, isTraining: true), feeding: bindings)
    #expect(later.values != outputs[0])
  }

  @Test("stays finite where no time counts")
  func empty() throws {
    let network = try network("self_attention", Self.heads, [3, 4])
    let graph = try network.graph(
      of: .input("x", [1, 3, 4]), parameters: network.parameterLeaves(),
      lengths: .input("lengths", [1]), isTraining: false)
    var bindings = Bindings(values: [
      "x": DoubleArray(shape: [1, 3, 4], repeating: 1),
      "lengths": DoubleArray(shape: [1], repeating: 0),
    ])
    for (name, tensor) in network.initialWeights(seed: 3) {
      bindings.values[name] = DoubleArray(
        shape: tensor.shape, values: tensor.values.map(Double.init))
    }
    let output = try #require(graph.layerOutputs.last)
    #expect(try Evaluator().evaluate(output, feeding: bindings).values.allSatisfy { $0.isFinite })
  }

  @Test("refuses channels that the heads cannot share")
  func shares() {
    let error = #expect(throws: LearningError.self) {
      try network("self_attention", Self.heads, [3, 5])
    }
    #expect(
      error?.message
        == "self_attention needs rows of a multiple of 2 channels, got rows of the shape [3, 5]")
    #expect(error?.hint == "dense(6) before it, or another number of heads")
    #expect(throws: LearningError.self) { try network("self_attention", Self.heads, [4]) }
    #expect(throws: LearningError.self) { try network("self_attention", Self.heads, [5000, 4]) }
  }
}
