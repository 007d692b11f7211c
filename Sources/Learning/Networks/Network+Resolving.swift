import Tensors

extension NetworkSpecification {
  /// The most numbers a network may learn: a gigabyte of weights, four with Adam's memory of them.
  public static let parameterLimit = 1 << 28

  /// Fits the layers to the shape of an input row.
  ///
  /// - Throws: `LearningError` for no layers, a layer that cannot take its input, or too many
  ///   parameters.
  public func resolve(input: Shape) throws -> Network {
    guard !layers.isEmpty else { throw LearningError.emptyNetwork }
    var resolved: [NetworkLayer] = []
    var shape = input
    var budget = Self.parameterLimit
    for (index, layer) in layers.enumerated() {
      let (options, definition) = (layer.layer.options, layer.layer.definition)
      let output = try definition.outputShape(options, shape)
      let learned = definition.parameters(options, shape)
      try charge(layer, learned.map(\.shape), to: &budget)
      let parameters = learned.map { parameter in
        NetworkParameter(
          name: "\(index).\(parameter.name)", shape: parameter.shape, isWeight: parameter.isWeight,
          initialization: parameter.initialization ?? initialization(after: index),
          isTrained: parameter.isTrained, isTable: parameter.isTable,
          fanIn: parameter.fanIn)
      }
      resolved.append(
        NetworkLayer(
          index: index, specification: layer, outputShape: output, parameters: parameters))
      shape = output
    }
    return Network(specification: self, inputShape: input, layers: resolved)
  }

  /// Takes the parameters of a layer from what is left, counting in floating point: a product of
  /// sizes someone typed may not fit an Int.
  private func charge(
    _ layer: LayerSpecification, _ shapes: [Shape], to budget: inout Int
  ) throws {
    let sizes = shapes.reduce(0.0) { total, shape in
      total + shape.dimensions.reduce(1.0) { $0 * Double($1) }
    }
    guard sizes <= Double(budget) else {
      throw LearningError.tooManyParameters(
        "\(layer)", parameters: sizes, limit: Self.parameterLimit)
    }
    budget -= Int(sizes)
  }

  /// What the first activation after a layer asks for; Glorot when there is none.
  private func initialization(after index: Int) -> Initialization {
    for layer in layers.dropFirst(index + 1) {
      if let asked = layer.layer.definition.initialization { return asked }
      if !layer.layer.definition.keepsMeaning { break }
    }
    return .glorot
  }
}
