import CKernels
import Tensors

/// The learned arrays and the optimizer's states by name, in one flat block of memory shared by all
/// plans of a training: full batch, last short batch, evaluation.
///
/// Matrices lie in it column by column, which is how plans want a layer's weights, but for tables
/// whose rows are looked up; everybody else sees all of them row by row. Plans hold addresses into the block, which therefore never moves. The store orders nothing
/// between threads: use it from one, and not while a plan runs.
public final class ParameterStore: @unchecked Sendable {
  /// Names and shapes of the parameters, in order.
  public let parameters: [(name: String, shape: Shape)]
  /// Names and shapes of the states, in order.
  public let states: [(name: String, shape: Shape)]
  /// The names of the matrices that lie row by row.
  let rowMajor: Set<String>
  let storage: AlignedStorage
  private let places: [String: (offset: Int, shape: Shape)]

  /// All contents of a store at one moment.
  public struct Snapshot: Sendable {
    fileprivate let tensor: Tensor
  }

  /// A store of zeros.
  ///
  /// - Parameter rowMajor: the parameters that `lookup` reads, with their states.
  public init(
    parameters: [(name: String, shape: Shape)], states: [(name: String, shape: Shape)] = [],
    rowMajor: Set<String> = []
  ) throws {
    var places: [String: (offset: Int, shape: Shape)] = [:]
    var end = 0
    for (name, shape) in parameters + states {
      if let other = places[name] {
        throw GraphError.conflictingLeaves(
          name: name, first: "a value of shape \(other.shape)",
          second: "a value of shape \(shape)")
      }
      places[name] = (end, shape)
      end += (shape.count + 15) / 16 * 16
    }
    self.parameters = parameters
    self.states = states
    self.rowMajor = rowMajor
    self.places = places
    storage = AlignedStorage(zeros: end)
  }

  /// A store for all parameters and states that occur in the given expressions.
  public convenience init(for expressions: [Expression]) throws {
    var found: [ObjectIdentifier: [(name: String, shape: Shape)]] = [:]
    var seen: Set<String> = []
    var tables: Set<String> = []
    for node in topologicalOrder(expressions.map(\.node)) {
      if node.primitive === Primitive.lookup, let name = node.inputs[0].name { tables.insert(name) }
      guard let name = node.name,
        node.primitive === Primitive.parameter || node.primitive === Primitive.state
      else { continue }
      let kind = ObjectIdentifier(node.primitive)
      if seen.insert("\(name) \(node.primitive.name) \(node.shape)").inserted {
        found[kind, default: []].append((name, node.shape))
      }
    }
    try self.init(
      parameters: found[ObjectIdentifier(Primitive.parameter)] ?? [],
      states: found[ObjectIdentifier(Primitive.state)] ?? [], rowMajor: tables)
  }

  /// A copy of a parameter or state.
  public func tensor(_ name: String) throws -> Tensor {
    let place = try place(of: name)
    var result = Tensor(shape: place.shape)
    result.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      copy(storage.base + place.offset, of: stored(place.shape, name), name, to: start)
    }
    return result
  }

  /// Sets a parameter or state.
  public func set(_ name: String, _ tensor: Tensor) throws {
    let place = try place(of: name)
    guard tensor.shape == place.shape else {
      throw GraphError.fedShape(name: name, expected: place.shape, found: tensor.shape)
    }
    tensor.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        copy(start, of: place.shape, name, to: storage.base + place.offset)
      }
    }
  }

  /// Sets all states to 0, as before the first step of an optimizer.
  public func clearStates() {
    for (name, shape) in states {
      guard let place = places[name] else { continue }
      (storage.base + place.offset).update(repeating: 0, count: shape.count)
    }
  }

  /// All contents.
  public func snapshot() -> Snapshot {
    var copy = Tensor(shape: [storage.count])
    copy.withUnsafeMutableBufferPointer { target in
      target.baseAddress?.update(from: storage.base, count: target.count)
    }
    return Snapshot(tensor: copy)
  }

  /// Brings back the contents of an earlier moment of this store.
  public func restore(_ snapshot: Snapshot) {
    snapshot.tensor.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress, source.count == storage.count else { return }
      storage.base.update(from: start, count: source.count)
    }
  }

  /// Where a leaf in its stored form lies, if name and shape are those of the store.
  func address(of name: String, stored shape: Shape) throws -> UnsafeMutablePointer<Float> {
    let place = try place(of: name)
    guard stored(place.shape, name) == shape else {
      throw GraphError.fedShape(name: name, expected: place.shape, found: stored(shape, name))
    }
    return storage.base + place.offset
  }

  /// The shape in which the store keeps an array, and the other way round.
  private func stored(_ shape: Shape, _ name: String) -> Shape {
    rowMajor.contains(name) ? shape : shape.stored
  }

  /// Copies an array of this shape, exchanging rows and columns of a matrix.
  private func copy(
    _ source: UnsafePointer<Float>, of shape: Shape, _ name: String,
    to target: UnsafeMutablePointer<Float>
  ) {
    guard shape.isStoredTransposed, !rowMajor.contains(name) else {
      target.update(from: source, count: shape.count)
      return
    }
    let (rows, columns) = (Int64(shape[0]), Int64(shape[1]))
    array_transpose(source, rows, columns, columns, target, rows)
  }

  private func place(of name: String) throws -> (offset: Int, shape: Shape) {
    guard let place = places[name] else {
      throw GraphError.unknownName(
        kind: "parameter or state", name: name, known: places.keys.sorted())
    }
    return place
  }
}

extension Shape {
  /// The shape in which a store keeps an array of this shape, and the other way round.
  var stored: Shape { isStoredTransposed ? transposed : self }

  /// Whether a store exchanges rows and columns; those of a single row or column are in order anyway.
  var isStoredTransposed: Bool { rank == 2 && self[0] > 1 && self[1] > 1 }
}
