import Tensors

/// Collects the operands of a row kernel, offset to a thread's first row.
struct RowStepBuilder {
  let graph: FlatGraph
  let node: Int
  let operation: RowOperation
  let columns: Int
  let rows: Range<Int>
  let isMatrix: (Shape) -> Bool
  let address: (Int) throws -> UnsafeMutablePointer<Float>

  func step() throws -> RowStep {
    let offset = rows.lowerBound * (isMatrix(graph.shape(node)) ? columns : 1)
    return RowStep(
      operation: operation, rows: Int64(rows.count), columns: Int64(columns),
      matrix: try matrixOperand().map { try matrix($0) }, indices: try indices(),
      targets: isAgainstTargets ? try matrix(1) : nil,
      weights: operation.takesClassWeights ? try array(2, offset: 0) : nil,
      rowScale: try scaleOperand.flatMap { try array($0, offset: rows.lowerBound) },
      scale: scaleOperand.flatMap { graph.immediate(node, $0) }.map(Float.init) ?? 1,
      smoothing: smoothing,
      losses: try graph.lossesBeside(gradient: node).map { try address($0) + rows.lowerBound },
      result: try address(node) + offset)
  }

  private func matrixOperand() -> Int? { operation == .oneHot ? nil : 0 }

  private var isAgainstTargets: Bool {
    operation == .crossEntropyOfTargets || operation == .crossEntropyOfTargetsGradient
  }

  /// The operand that holds the derivative of each row's loss.
  private var scaleOperand: Int? {
    switch operation {
    case .crossEntropyOfIndicesGradient: 3
    case .crossEntropyOfTargetsGradient: 2
    default: nil
    }
  }

  private var smoothing: Float {
    guard case .smoothing(let value) = graph.nodes[node].attributes else { return 0 }
    return Float(value)
  }

  private func matrix(_ position: Int) throws -> UnsafePointer<Float> {
    UnsafePointer(try address(operand(position)) + rows.lowerBound * columns)
  }

  /// An array operand, nil where a number stands for it.
  private func array(_ position: Int, offset: Int) throws -> UnsafePointer<Float>? {
    if graph.immediate(node, position) != nil { return nil }
    return UnsafePointer(try address(operand(position)) + offset)
  }

  private func indices() throws -> UnsafePointer<Int32>? {
    guard let position = graph.nodes[node].primitive.indexOperand else { return nil }
    let floats = try address(operand(position)) + rows.lowerBound
    return UnsafeRawPointer(floats).assumingMemoryBound(to: Int32.self)
  }

  private func operand(_ position: Int) -> Int { graph.base(of: graph.inputs[node][position]) }
}
