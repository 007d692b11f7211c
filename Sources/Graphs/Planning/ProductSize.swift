import CKernels
import Tensors

/// The size of a product, or of each of a batch of them, which decides who computes it.
struct ProductSize {
  let rows: Int
  let columns: Int
  let depth: Int
  let isFirstTransposed: Bool

  init(_ graph: FlatGraph, _ product: Int) {
    let (first, _) = Primitive.transposes(graph.nodes[product].attributes)
    isFirstTransposed = first
    let matrix = graph.shape(product).rank - 2
    rows = graph.shape(product)[matrix]
    columns = graph.shape(product)[matrix + 1]
    depth = graph.shape(graph.inputs[product][0])[matrix + (first ? 0 : 1)]
  }

  /// Whether our own kernel is at least as fast as the library's: while the second operand stays in
  /// the second-level cache, and the columns of a transposed first operand, read across its rows, are
  /// short (measured with AVX-512 and AVX2).
  var suitsOwnKernel: Bool {
    depth * columns <= 400_000 && (!isFirstTransposed || depth <= 256)
  }
}

extension Blueprint {
  /// The products and batches of products.
  var products: [Int] {
    tasks.compactMap { task in
      switch task.kind {
      case .product(let node): node
      case .blocks(let node): graph.lowering(node) == .blocks(.batchedProduct) ? node : nil
      default: nil
      }
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
