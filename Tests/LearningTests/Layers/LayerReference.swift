import Graphs
import Tensors
import Testing

@testable import Learning

/// One row of Reference/layers.json: PyTorch in double precision, by scripts/reference/layers.py.
struct LayerReference: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let layer: String
  let options: [String: ReferenceOption]
  let input: ReferenceArray
  /// By short names: `weight`.
  let parameters: [String: ReferenceArray]
  let output: ReferenceArray
  let upstream: ReferenceArray
  /// By short names, and `input`.
  let gradients: [String: ReferenceArray]
  let training: Bool?
  /// How many places of each row count.
  let lengths: [Double]?
  /// The parameters no optimizer moves, after the step, by short names.
  let updates: [String: ReferenceArray]?

  var testDescription: String { id }

  struct File: Decodable { let cases: [LayerReference] }

  static let all: [LayerReference] =
    (try? readReference("layers.json", as: File.self))?.cases ?? []
}

extension LayerReference {
  /// The layer as a graph with the gradients of Σ output · upstream, and what is to be fed.
  struct Trial {
    let output: Expression
    /// The gradients by the names of the file.
    let gradients: [(name: String, value: Expression)]
    let parameters: [NetworkParameter]
    /// The parameters no optimizer moves, after the step, by their short names.
    let updates: [(name: String, value: Expression)]

    /// Every value of the row with a name.
    var values: [(name: String, value: Expression)] {
      [("output", output)] + gradients.map { ("d " + $0.name, $0.value) }
        + updates.map { ("new " + $0.name, $0.value) }
    }
  }

  func trial() throws -> Trial {
    let call = try Specification<LayerDefinition>(layer, [], options.named)
    let network = try NetworkSpecification([call])
      .resolve(input: Shape(Array(input.shape.dropFirst())))
    let x = Expression.input("input", Shape(input.shape))
    let leaves = network.parameterLeaves()
    let graph = try network.graph(
      of: x, parameters: leaves, lengths: lengths.map { .input("lengths", [$0.count]) },
      isTraining: training ?? false)
    let output = try #require(graph.layerOutputs.last)
    let learned = network.parameters.filter(\.isTrained)
    let weighed = try output * .input("upstream", Shape(upstream.shape))
    let targets = [x] + learned.compactMap { leaves[$0.name] }
    let slopes = try Graphs.gradients(of: sum(weighed), withRespectTo: targets)
    let names = ["input"] + learned.map { short($0.name) }
    return Trial(
      output: output, gradients: zip(names, slopes).map { ($0, $1) },
      parameters: network.parameters,
      updates: graph.updates.map { (short($0.name), $0.value) })
  }

  /// What the file says of a value of `Trial.values`.
  func wanted(_ name: String) -> ReferenceArray? {
    if name == "output" { return output }
    return name.hasPrefix("d ")
      ? gradients[String(name.dropFirst(2))] : updates?[String(name.dropFirst(4))]
  }

  /// What is to be fed beside the parameters.
  var inputs: [(name: String, array: ReferenceArray)] {
    [("input", input), ("upstream", upstream)]
      + (lengths.map { [("lengths", ReferenceArray(shape: [$0.count], data: $0))] } ?? [])
  }

  /// The array of the file for a parameter of the network: `0.weight` is `weight`.
  func array(of parameter: NetworkParameter) -> ReferenceArray? {
    parameters[short(parameter.name)]
  }

  private func short(_ name: String) -> String {
    String(name.drop { $0 != "." }.dropFirst())
  }
}
