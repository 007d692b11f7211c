/// One layer of a model with the identity it keeps while layers come and go around it.
public struct LayerSpecification: Sendable, Equatable, CustomStringConvertible {
  /// What the layer is.
  public let layer: Specification<LayerDefinition>
  /// A number no other layer of the model has or had.
  public let identity: Int

  /// The call as typed: `dense(32)`.
  public var description: String { "\(layer)" }
}

/// A sequence of layers, before any input shape is known.
///
/// A value: editing a copy leaves the original alone. Layers keep their identity through edits, so
/// that a trained model keeps the weights of the layers that stay.
public struct NetworkSpecification: Sendable, Equatable {
  /// The layers, first to last.
  public private(set) var layers: [LayerSpecification] = []
  private var nextIdentity = 0

  /// A model of the given layers.
  public init(_ layers: [Specification<LayerDefinition>] = []) {
    layers.forEach { append($0) }
  }

  /// Adds a layer at the end.
  public mutating func append(_ layer: Specification<LayerDefinition>) {
    insert(layer, at: layers.count)
  }

  /// Adds a layer before the one at `index`, or at the end when there is none.
  public mutating func insert(_ layer: Specification<LayerDefinition>, at index: Int) {
    let place = min(max(index, 0), layers.count)
    layers.insert(LayerSpecification(layer: layer, identity: nextIdentity), at: place)
    nextIdentity += 1
  }

  /// Takes a layer out; an index without a layer changes nothing.
  public mutating func remove(at index: Int) {
    guard layers.indices.contains(index) else { return }
    layers.remove(at: index)
  }

  /// Where the output layer is: the last that weighs its inputs, where `dropout` goes before.
  public var outputIndex: Int? {
    layers.lastIndex { ["dense", "conv1d", "conv2d"].contains($0.layer.name) }
  }
}

extension NetworkSpecification: CustomStringConvertible {
  /// The model as typed: `dense(32) -> relu -> dense(3)`.
  public var description: String {
    layers.map(\.description).joined(separator: " -> ")
  }
}
