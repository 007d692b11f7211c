import Tensors

extension Network {
  /// Fresh weights for every layer.
  ///
  /// Each layer draws from a generator of its own, made from the seed and the layer's identity, so
  /// that adding a layer leaves the first weights of the others as they were.
  public func initialWeights(seed: UInt64) -> [String: Tensor] {
    var weights: [String: Tensor] = [:]
    for layer in layers {
      var generator = RandomGenerator(seed: seed).split(UInt64(layer.specification.identity))
      for parameter in layer.parameters {
        let shape = parameter.shape
        weights[parameter.name] = parameter.initialization.draw(
          shape, inputs: parameter.fanIn ?? shape.fanIn, outputs: shape.fanOut, from: &generator)
      }
    }
    return weights
  }

  /// The arrays of an edited network: those of layers that stayed, found by identity, and fresh
  /// ones for new layers and for layers whose shape changed.
  ///
  /// - Parameters:
  ///   - arrays: what the network had before the edit, by its names then.
  ///   - former: the network before the edit.
  func carry(_ arrays: [String: Tensor], from former: Network) -> [String: Tensor] {
    var before: [Int: NetworkLayer] = [:]
    for layer in former.layers { before[layer.specification.identity] = layer }
    var kept: [String: Tensor] = [:]
    for layer in layers {
      guard let old = before[layer.specification.identity] else { continue }
      for (new, previous) in zip(layer.parameters, old.parameters) {
        guard let array = arrays[previous.name], array.shape == new.shape else { continue }
        kept[new.name] = array
      }
    }
    return kept
  }

  /// Checks that weights are those of this network.
  ///
  /// - Throws: `LearningError.missingWeights` or `.weightShape`.
  public func check(_ weights: [String: Tensor]) throws {
    for parameter in parameters {
      guard let tensor = weights[parameter.name] else {
        throw LearningError.missingWeights(parameter.name)
      }
      guard tensor.shape == parameter.shape else {
        throw LearningError.weightShape(
          parameter.name, expected: parameter.shape, found: tensor.shape)
      }
    }
  }
}

extension Shape {
  /// How many inputs each output sums up: of a weight [out, in, places...] all but the first axis.
  fileprivate var fanIn: Int { dimensions.dropFirst().reduce(1, *) }

  /// How many outputs each input goes to: of a weight [out, in, places...] all but the second axis.
  fileprivate var fanOut: Int { (dimensions.first ?? 1) * dimensions.dropFirst(2).reduce(1, *) }
}
