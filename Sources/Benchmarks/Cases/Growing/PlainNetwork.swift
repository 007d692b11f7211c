import Glibc
import Learning
import Tensors

/// Dense layers with ReLU between them by plain loops in double precision, which share nothing with
/// what they are to check.
struct PlainNetwork {
  private struct Layer {
    /// Row by row, [out, in].
    let weights: [Double]
    let biases: [Double]
  }

  private let layers: [Layer]

  /// A network of arrays named as in `TrainingState.weights`, such as `0.weight` and `0.bias`.
  init(_ arrays: [String: Tensor]) {
    let places = arrays.keys.compactMap { Int($0.prefix { $0 != "." }) }
    layers = Set(places).sorted().map { place in
      Layer(
        weights: arrays["\(place).weight"]?.values.map(Double.init) ?? [],
        biases: arrays["\(place).bias"]?.values.map(Double.init) ?? [])
    }
  }

  /// The mean of −log softmax(outputs)[class].
  func loss(on data: TrainingData) -> Double {
    guard case .classes(let classes, _) = data.target else { return .nan }
    let (values, width) = (data.features.values, data.rowShape.count)
    let losses = classes.indices.map { row in
      loss(values[row * width..<(row + 1) * width].map(Double.init), Int(classes[row]))
    }
    return losses.reduce(0, +) / Double(losses.count)
  }

  private func loss(_ row: [Double], _ target: Int) -> Double {
    let outputs = layers.enumerated().reduce(row) { inputs, layer in
      let outputs = apply(layer.element, to: inputs)
      return layer.offset < layers.count - 1 ? outputs.map { max(0, $0) } : outputs
    }
    let largest = outputs.max() ?? 0
    let total = outputs.reduce(0) { $0 + exp($1 - largest) }
    return largest + log(total) - outputs[target]
  }

  private func apply(_ layer: Layer, to inputs: [Double]) -> [Double] {
    layer.biases.indices.map { output in
      let start = output * inputs.count
      return inputs.indices.reduce(layer.biases[output]) {
        $0 + layer.weights[start + $1] * inputs[$1]
      }
    }
  }
}
