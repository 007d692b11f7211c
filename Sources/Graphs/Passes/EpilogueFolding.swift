import Tensors

/// What is done to a product before it is stored: a bias for each column, then relu.
struct ProductEpilogue: Equatable {
  /// The node whose memory holds the bias.
  let bias: Int?
  let isRelu: Bool
  /// The node that holds the result.
  let result: Int
}

extension FlatGraph {
  /// The products whose result nobody wants but a tape that adds a bias to it, takes its relu, or
  /// both; by the number of the product.
  ///
  /// A product that is not computed by our own kernel is left alone: see `ProductSize`.
  func productEpilogues(_ fusion: Fusion, _ demand: MemoryDemand, outputs: [Int])
    -> [Int: ProductEpilogue]
  {
    var uses = [Int](repeating: 0, count: nodes.count)
    for node in nodes.indices { for operand in inputs[node] { uses[operand] += 1 } }
    for output in outputs { uses[output] += 1 }
    var epilogues: [Int: ProductEpilogue] = [:]
    for group in fusion.groups {
      guard let (product, epilogue) = epilogue(of: group), uses[product] == 1,
        ProductSize(self, product).suitsOwnKernel,
        group.dropLast().allSatisfy({ !demand.contains($0) })
      else { continue }
      epilogues[product] = epilogue
    }
    return epilogues
  }

  /// The product that a tape of these members finishes, and how.
  private func epilogue(of members: [Int]) -> (product: Int, epilogue: ProductEpilogue)? {
    guard members.count <= 2, let first = members.first, let last = members.last else { return nil }
    if members.count == 2 {
      guard isRelu(last), inputs[last] == [first] else { return nil }
    }
    if nodes[first].primitive === Primitive.addition {
      for (product, bias) in [
        (inputs[first][0], inputs[first][1]), (inputs[first][1], inputs[first][0]),
      ]
      where lowering(product) == .product {
        guard let bias = biasMemory(bias, over: shape(first)) else { continue }
        return (product, ProductEpilogue(bias: bias, isRelu: members.count == 2, result: last))
      }
    }
    guard members.count == 1, isRelu(first), lowering(inputs[first][0]) == .product else {
      return nil
    }
    return (inputs[first][0], ProductEpilogue(bias: nil, isRelu: true, result: first))
  }

  private func isRelu(_ node: Int) -> Bool { nodes[node].primitive === Primitive.rectifier }

  /// The memory of a value that is added to every row alike.
  private func biasMemory(_ node: Int, over domain: Shape) -> Int? {
    switch addressing(of: node, over: domain) {
    case .row(let source): source
    case .scalar(let source) where domain[1] == 1: source
    default: nil
    }
  }
}
