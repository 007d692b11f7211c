import Graphs
import Tensors

extension DoubleArray {
  /// The same numbers with the axes in another order: axis `order[i]` becomes axis i.
  func transposed(_ order: [Int]) -> DoubleArray {
    guard order != Array(0..<shape.rank) else { return self }
    let sizes = order.map { shape[$0] }
    let strides = shape.strides
    let steps = order.map { strides[$0] }
    var result = [Double]()
    result.reserveCapacity(values.count)
    var index = [Int](repeating: 0, count: order.count)
    var position = 0
    for _ in values.indices {
      result.append(values[position])
      // Counts the index up, last axis first, and moves the source position with it.
      for axis in sizes.indices.reversed() {
        index[axis] += 1
        position += steps[axis]
        if index[axis] < sizes[axis] { break }
        position -= steps[axis] * sizes[axis]
        index[axis] = 0
      }
    }
    return DoubleArray(shape: Shape(sizes), values: result)
  }
}

extension Shape {
  /// How far apart neighbours along each axis lie.
  fileprivate var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in dimensions.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * self[axis + 1]
    }
    return strides
  }
}

/// The order that undoes another one.
func inverse(_ order: [Int]) -> [Int] {
  var result = [Int](repeating: 0, count: order.count)
  for (place, axis) in order.enumerated() { result[axis] = place }
  return result
}
