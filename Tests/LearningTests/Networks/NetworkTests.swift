import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Networks")
struct NetworkTests {
  @Test("have the names and shapes of torch.nn.Sequential")
  func table() throws {
    let network = try model("dense 32", "relu", "dropout 0.2", "dense 3").resolve(input: [4])
    #expect("\(network.specification)" == "dense(32) -> relu -> dropout(0.2) -> dense(3)")
    #expect(network.parameters.map(\.name) == ["0.weight", "0.bias", "3.weight", "3.bias"])
    #expect(network.parameters.map(\.shape) == [[32, 4], [32], [3, 32], [3]])
    #expect(network.layers.map(\.parameterCount) == [160, 0, 0, 99])
    #expect(network.layers.map(\.outputShape) == [[32], [32], [32], [3]])
    #expect(network.parameterCount == 259)
    #expect(network.specification.outputIndex == 3)
  }

  @Test("flatten rows of several axes before dense, or work along the last one")
  func flattening() throws {
    let network = try model("flatten", "dense 10").resolve(input: [28, 28])
    #expect(network.parameters.map(\.shape) == [[10, 784], [10]])
    let along = try model("dense 10").resolve(input: [28, 28])
    #expect(along.parameters.map(\.shape) == [[10, 28], [10]])
    #expect(along.outputShape == [28, 10])
    let objective = Objective(loss: try LossSpecification("cross_entropy"))
    let error = #expect(throws: LearningError.self) {
      try objective.check(along, target: .classes([0], names: (0..<10).map(String.init)))
    }
    #expect(error?.hint == "put flatten before the first dense")
  }

  @Test("refuse to be empty or larger than memory")
  func limits() {
    #expect(throws: LearningError.emptyNetwork) { try NetworkSpecification().resolve(input: [4]) }
    let error = #expect(throws: LearningError.self) {
      try model("dense 16777216", "dense 16777216").resolve(input: [4])
    }
    #expect(
      error?.message
        == "dense(16777216) brings 281,474,993,487,872 parameters; a model may have 268,435,456")
  }

  @Test("draw He before relu and its relatives, Glorot otherwise, zero for biases")
  func initialization() throws {
    let network = try model("dense 200", "dropout 0.1", "relu", "dense 100", "tanh", "dense 50")
      .resolve(input: [100])
    #expect(network.parameters.filter(\.isWeight).map(\.initialization) == [.he, .glorot, .glorot])
    let weights = network.initialWeights(seed: 1)
    // Uniform within ±√(6 / 100), and ±√(6 / (200 + 100)): the bound and the variance bound² / 3.
    try expectUniform(#require(weights["0.weight"]), bound: 0.06.squareRoot())
    try expectUniform(#require(weights["3.weight"]), bound: 0.02.squareRoot())
    #expect(weights["0.bias"] == Tensor(zeros: [200]))
    #expect(network.initialWeights(seed: 1) == weights)
    #expect(network.initialWeights(seed: 2) != weights)
  }

  @Test("draw what init= asks for")
  func explicitInitialization() throws {
    for name in Initialization.ofWeights.map(\.rawValue) {
      let dense = try layer("dense", [.number(300)], [("init", .text(name))])
      let network = try NetworkSpecification([dense]).resolve(input: [100])
      let values = try #require(network.initialWeights(seed: 3)["0.weight"]).values.map(Double.init)
      let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      let wanted: Double =
        switch name {
        case "glorot", "glorot_normal": 2.0 / 400
        case "he", "he_normal": 2.0 / 100
        case "lecun": 1.0 / 100
        case "pytorch": 1.0 / 300
        default: 0
        }
      #expect(agree(variance, wanted, relative: 0.05, absolute: 0), "\(name): \(variance)")
    }
  }

  @Test("keep the weights of the layers that stay")
  func editing() throws {
    let before = try model("dense 8", "relu", "dense 3").resolve(input: [4])
    var state = TrainingState(before, seed: 1)
    state.optimizerState = ["m/2.bias": Tensor(shape: [3], values: [1, 2, 3])]
    state.epochs = 7
    var specification = before.specification
    specification.insert(try layer("dropout", [.number(0.2)]), at: 2)
    let after = try specification.resolve(input: [4])
    let moved = state.moved(from: before, to: after, seed: 9)
    #expect(moved.weights["0.weight"] == state.weights["0.weight"])
    #expect(moved.weights["3.weight"] == state.weights["2.weight"])
    #expect(moved.optimizerState == ["m/3.bias": Tensor(shape: [3], values: [1, 2, 3])])
    #expect(moved.epochs == 7)
    specification.remove(at: 2)
    let back = moved.moved(from: after, to: try specification.resolve(input: [4]), seed: 10)
    #expect(back.weights == state.weights)
  }

  @Test("draw anew only what an edit made new")
  func newLayers() throws {
    let before = try model("dense 8", "relu", "dense 3").resolve(input: [4])
    let state = TrainingState(before, seed: 1)
    var specification = before.specification
    specification.insert(try layer("dense", [.number(5)]), at: 2)
    let after = try specification.resolve(input: [4])
    let moved = state.moved(from: before, to: after, seed: 1)
    try after.check(moved.weights)
    #expect(moved.weights["0.weight"] == state.weights["0.weight"])
    #expect(moved.weights["3.weight"]?.shape == [3, 5])
  }

  private func expectUniform(_ tensor: Tensor, bound: Double) throws {
    let values = tensor.values.map(Double.init)
    let largest = values.map(\.magnitude).max() ?? 0
    let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(largest <= bound && largest > 0.99 * bound)
    #expect(agree(variance, bound * bound / 3, relative: 0.05, absolute: 0))
  }
}

/// A model of layers written as a name and a first value: "dense 32", "relu".
func model(_ layers: String...) throws -> NetworkSpecification {
  try NetworkSpecification(
    layers.map { text in
      let words = text.split(separator: " ")
      return try layer(
        String(words[0]), words.dropFirst().compactMap { Double($0).map(OptionValue.number) })
    })
}
