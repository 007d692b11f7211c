import Graphs
import Tensors
import Testing

@testable import Learning

@Suite("Embeddings")
struct EmbeddingTests {
  private func network(_ padding: Bool = false) throws -> Network {
    let layers = try [
      Specification<LayerDefinition>(
        "embedding", [.number(5), .number(3)], [("padding", .flag(padding))]),
      Specification<LayerDefinition>("flatten"),
      Specification<LayerDefinition>("dense", [.number(2)]),
    ]
    return try NetworkSpecification(layers).resolve(input: [4])
  }

  private func data(_ tokens: [Float]) -> TrainingData {
    TrainingData(
      features: Tensor(shape: [tokens.count / 4, 4], values: tokens),
      target: .classes((0..<tokens.count / 4).map { Int32($0 % 2) }, names: ["a", "b"]))
  }

  private func trainer(_ network: Network) throws -> Trainer {
    Trainer(
      network: network, objective: Objective(loss: try Specification("cross_entropy")),
      optimizer: try Specification("adam"), pool: WorkerPool(threads: 2))
  }

  @Test("start as PyTorch's do, the padding at zeros")
  func start() throws {
    let network = try network(true)
    #expect(network.outputShape == [2] && network.parameters[0].shape == [5, 3])
    let weights = network.initialWeights(seed: 1)["0.weight"]?.values ?? []
    #expect(weights.prefix(3) == [0, 0, 0] && weights.dropFirst(3).allSatisfy { $0 != 0 })
    let many = Initialization.standardNormal
    var generator = RandomGenerator(seed: 2)
    let drawn = many.draw([100, 100], inputs: 100, outputs: 100, from: &generator).values
    let variance = drawn.reduce(0.0) { $0 + Double($1 * $1) } / 10_000
    #expect(abs(variance - 1) < 0.06)  // four standard deviations of a variance of 10,000 numbers
  }

  @Test("learn the tokens there are and leave the padding alone")
  func fit() throws {
    let network = try network(true)
    let start = TrainingState(network, seed: 1)
    let result = try trainer(network).fit(
      start, on: data([1, 2, 0, 0, 1, 3, 3, 0]),
      configuration: TrainingConfiguration(epochs: 5, batch: 2, seed: 1))
    let (before, after) = (start.weights["0.weight"], result.state.weights["0.weight"])
    for token in 0..<5 {
      let isKept = before?.row(token) == after?.row(token)
      #expect(isKept == [0, 4].contains(token), "token \(token)")
    }
    #expect(after?.shape == [5, 3])
    let last = result.history.last?.dataLoss ?? .nan
    #expect(last < result.history.first?.dataLoss ?? 0)
  }

  @Test(
    "refuse what is no token before anything is trained",
    arguments: [
      ([1, 2, 3, 4, 1, 5, 0, 0], "row 2, column 2 of the features is 5", "embedding(6, ...)"),
      ([1, 2, 3, -1, 1, 1, 0, 0], "row 1, column 4 of the features is -1", "leave out scale"),
      ([0.5, 2, 3, 1, 1, 1, 0, 0], "row 1, column 1 of the features is 0.5", "leave out scale"),
    ] as [([Float], String, String)])
  func tokens(_ tokens: [Float], _ message: String, _ hint: String) throws {
    let (network, data) = (try network(), data(tokens))
    let errors = try [
      #require(throws: LearningError.self) {
        try trainer(network).fit(
          TrainingState(network, seed: 1), on: data, configuration: TrainingConfiguration())
      },
      #require(throws: LearningError.self) {
        try network.predict(data.features, weights: network.initialWeights(seed: 1))
      },
    ]
    for error in errors {
      #expect(
        error.message == message + ", but embedding(5, 3) takes whole numbers from 0 to 4")
      #expect(error.hint?.contains(hint) == true)
    }
  }
}
