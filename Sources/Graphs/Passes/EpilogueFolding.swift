import CKernels
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
  /// A product larger than its kernel likes is left alone: see `ProductSize`.
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

extension FlatGraph {
  /// Floats a thread needs to pack the operands of a product for our own kernel.
  func productScratch(_ product: Int) -> Int {
    let size = ProductSize(self, product)
    guard size.suitsOwnKernel else { return 0 }
    let (_, second) = Primitive.transposes(nodes[product].attributes)
    return Int(
      matrix_product_scratch_floats(
        second, Int64(size.rows), Int64(size.columns), Int64(size.depth)))
  }
}

/// The size of a product, which decides who computes it.
struct ProductSize {
  let rows: Int
  let columns: Int
  let depth: Int
  let isFirstTransposed: Bool

  init(_ graph: FlatGraph, _ product: Int) {
    let (first, _) = Primitive.transposes(graph.nodes[product].attributes)
    isFirstTransposed = first
    rows = graph.shape(product)[0]
    columns = graph.shape(product)[1]
    depth = graph.shape(graph.inputs[product][0])[first ? 0 : 1]
  }

  /// Whether our own kernel is at least as fast as the library's: while the second operand stays in
  /// the second-level cache, and the columns of a transposed first operand, read across its rows, are
  /// short (measured with AVX-512 and AVX2).
  var suitsOwnKernel: Bool {
    depth * columns <= 400_000 && (!isFirstTransposed || depth <= 256)
  }
}
