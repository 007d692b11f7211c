import Tensors

// Matrices lie in a `ParameterStore` column by column, so that a dense layer's weights [out, in] are
// read as [in, out]: products then run along their rows, without a copy made at every step. Tables whose
// rows are looked up lie row by row; the store names them.

extension Node {
  /// Whether the store keeps this parameter or state as its transpose.
  fileprivate func isStoredTransposed(but rowMajor: Set<String>) -> Bool {
    guard primitive === Primitive.parameter || primitive === Primitive.state else { return false }
    return shape.isStoredTransposed && !rowMajor.contains(name ?? "")
  }

  /// The value with rows and columns exchanged, as a node of its own.
  fileprivate var transposition: Node {
    if primitive === Primitive.transposition { return inputs[0] }
    return Node(.transposition, inputs: [self], shape: shape.transposed)
  }
}

extension PlanRoots {
  /// The same roots over leaves as they lie in the store: wherever the graph speaks of a matrix, the
  /// transpose of what is stored takes its place, and what is stored is the transpose of its new
  /// value.
  ///
  /// - Parameter rowMajor: the names of the matrices that are stored as they are.
  func overStoredForms(but rowMajor: Set<String>) -> PlanRoots {
    let nodes = rewritten(all) { node, inputs in
      guard node.isStoredTransposed(but: rowMajor) else { return node.with(inputs: inputs) }
      let leaf = Node(node.primitive, attributes: node.attributes, shape: node.shape.transposed)
      return leaf.transposition
    }
    var result = self
    result.replaceNodes(nodes)
    for position in updates.indices
    where updates[position].target.isStoredTransposed(but: rowMajor) {
      result.updates[position].target = result.updates[position].target.transposition
      result.updates[position].value = result.updates[position].value.transposition
    }
    return result
  }
}
