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
  }

  func trial() throws -> Trial {
    let call = try Specification<LayerDefinition>(layer, [], options.named)
    let network = try NetworkSpecification([call])
      .resolve(input: Shape(Array(input.shape.dropFirst())))
    let x = Expression.input("input", Shape(input.shape))
    let leaves = network.parameterLeaves()
    let output = try network.outputs(of: x, parameters: leaves, isTraining: false)
    let weighed = try output * .input("upstream", Shape(upstream.shape))
    let targets = [x] + network.parameters.compactMap { leaves[$0.name] }
    let slopes = try Graphs.gradients(of: sum(weighed), withRespectTo: targets)
    let names = ["input"] + network.parameters.map { short($0.name) }
    return Trial(
      output: output, gradients: zip(names, slopes).map { ($0, $1) },
      parameters: network.parameters)
  }

  /// The array of the file for a parameter of the network: `0.weight` is `weight`.
  func array(of parameter: NetworkParameter) -> ReferenceArray? {
    parameters[short(parameter.name)]
  }

  private func short(_ name: String) -> String {
    String(name.drop { $0 != "." }.dropFirst())
  }
}
