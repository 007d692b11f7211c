import Graphs
import Tensors

/// One array a network learns or keeps.
public struct NetworkParameter: Sendable, Equatable {
  /// The name torch.nn.Sequential would give it: `0.weight`.
  public let name: String
  /// Its dimensions; [out, in] for the weight of a dense layer.
  public let shape: Shape
  /// Whether penalties count it: weight matrices, not biases.
  public let isWeight: Bool
  /// How it is drawn.
  public let initialization: Initialization
  /// Whether the optimizer moves it; running means follow the batches instead.
  public let isTrained: Bool
  /// Whether a store keeps it row by row, since it is read by rows: a table, or several weights one
  /// below the other.
  var isTable = false
  /// How many inputs its drawing reckons with, where that is not what its shape says.
  var fanIn: Int?
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
  public var parameterCount: Int {
    parameters.filter(\.isTrained).map(\.shape.count).reduce(0, +)
  }
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
  ///   - lengths: how many places along the first axis of each row count, [n]; nil: all.
  ///   - isTraining: whether dropout drops.
  public func outputs(
    of features: Expression, parameters leaves: [String: Expression], lengths: Expression? = nil,
    isTraining: Bool
  ) throws -> Expression {
    try graph(of: features, parameters: leaves, lengths: lengths, isTraining: isTraining)
      .layerOutputs.last ?? features
  }

  /// The network as a graph, with all that a step may want of it.
  ///
  /// - Parameter stream: the stream of the layer that the network is a part of; nil for a whole model.
  func graph(
    of features: Expression, parameters leaves: [String: Expression], lengths: Expression?,
    isTraining: Bool, within stream: UInt32? = nil
  ) throws -> NetworkGraph {
    var graph = NetworkGraph(lengths: lengths)
    var (x, row) = (features, inputShape)
    for layer in layers {
      var own: [String: Expression] = [:]
      for parameter in layer.parameters { own[parameter.shortName] = leaves[parameter.name] }
      let (definition, options) = (
        layer.specification.layer.definition, layer.specification.layer.options
      )
      let inputs = LayerInputs(
        x: x, parameters: own, options: options, isTraining: isTraining, lengths: graph.lengths,
        stream: layer.stream(within: stream))
      x = try definition.formula(inputs)
      graph.layerOutputs.append(x)
      graph.lengths = try graph.lengths.flatMap { try definition.outputLengths(options, row, $0) }
      row = layer.outputShape
      guard isTraining else { continue }
      for (name, value) in try definition.updates(inputs).sorted(by: { $0.key < $1.key }) {
        guard let target = own[name] else { continue }
        graph.updates.append(("\(layer.index).\(name)", target, value))
      }
    }
    return graph
  }
}

extension NetworkLayer {
  /// The number from which the layer's random numbers follow, another one for each layer of a model
  /// whatever it is nested in.
  fileprivate func stream(within outer: UInt32?) -> UInt32 {
    let own = UInt32(truncatingIfNeeded: specification.identity)
    // Knuth's multiplicative hash keeps layers inside neighbouring layers apart.
    return outer.map { ($0 &+ 1) &* 2_654_435_761 &+ own } ?? own
  }
}

/// A network over one batch.
struct NetworkGraph {
  /// The outputs of every layer, first to last.
  var layerOutputs: [Expression] = []
  /// How many places of each output row count; nil: all, or rows without places.
  var lengths: Expression?
  /// The parameters that no optimizer moves, with their values after the step.
  var updates: [(name: String, target: Expression, value: Expression)] = []
}

extension NetworkParameter {
  /// What follows the point: `weight` of `0.weight`.
  fileprivate var shortName: String { String(name.drop { $0 != "." }.dropFirst()) }
}
