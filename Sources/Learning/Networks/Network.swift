import Graphs
import Tensors

/// One learned array of a network.
public struct NetworkParameter: Sendable, Equatable {
  /// The name torch.nn.Sequential would give it: `0.weight`.
  public let name: String
  /// Its dimensions; [out, in] for the weight of a dense layer.
  public let shape: Shape
  /// Whether penalties count it: weight matrices, not biases.
  public let isWeight: Bool
  /// How it is drawn.
  public let initialization: Initialization
}

/// One layer of a network with all its shapes.
public struct NetworkLayer: Sendable {
  /// Where it stands, counted from 0.
  public let index: Int
  /// What it is.
  public let specification: LayerSpecification
  /// The shape of an output row.
  public let outputShape: Shape
  /// The arrays it learns.
  public let parameters: [NetworkParameter]

  /// The name as typed.
  public var name: String { specification.layer.name }

  /// How many numbers it learns.
  public var parameterCount: Int { parameters.map(\.shape.count).reduce(0, +) }
}

/// A sequence of layers fitted to the shape of an input row.
public struct Network: Sendable {
  /// The layers before they were fitted.
  public let specification: NetworkSpecification
  /// The shape of an input row.
  public let inputShape: Shape
  /// The layers with their shapes, first to last.
  public let layers: [NetworkLayer]

  /// The shape of an output row.
  public var outputShape: Shape { layers.last?.outputShape ?? inputShape }

  /// Every learned array, in the order of the layers.
  public var parameters: [NetworkParameter] { layers.flatMap(\.parameters) }

  /// How many numbers it learns.
  public var parameterCount: Int { layers.map(\.parameterCount).reduce(0, +) }

  /// The last layer that changes what the outputs mean: dropout and flatten do not.
  public var lastMeaningfulLayer: NetworkLayer? {
    layers.last { !$0.specification.layer.definition.keepsMeaning }
  }
}

extension Network {
  /// One leaf per learned array, by name.
  ///
  /// A graph uses the same leaves everywhere: gradients are taken with respect to a node, not to a
  /// name.
  public func parameterLeaves() -> [String: Expression] {
    Dictionary(
      uniqueKeysWithValues: parameters.map { ($0.name, .parameter($0.name, $0.shape)) })
  }

  /// The outputs as a graph.
  ///
  /// - Parameters:
  ///   - features: the rows, [n] + `inputShape`.
  ///   - leaves: what `parameterLeaves` returned.
  ///   - isTraining: whether dropout drops.
  public func outputs(
    of features: Expression, parameters leaves: [String: Expression], isTraining: Bool
  ) throws -> Expression {
    try layerOutputs(of: features, parameters: leaves, isTraining: isTraining).last ?? features
  }

  /// The outputs of every layer as a graph, first to last.
  func layerOutputs(
    of features: Expression, parameters leaves: [String: Expression], isTraining: Bool
  ) throws -> [Expression] {
    var x = features
    return try layers.map { layer in
      var own: [String: Expression] = [:]
      for parameter in layer.parameters { own[parameter.shortName] = leaves[parameter.name] }
      let inputs = LayerInputs(
        x: x, parameters: own, options: layer.specification.layer.options, isTraining: isTraining,
        stream: UInt32(truncatingIfNeeded: layer.specification.identity))
      x = try layer.specification.layer.definition.formula(inputs)
      return x
    }
  }
}

extension NetworkParameter {
  /// What follows the point: `weight` of `0.weight`.
  fileprivate var shortName: String { String(name.drop { $0 != "." }.dropFirst()) }
}
