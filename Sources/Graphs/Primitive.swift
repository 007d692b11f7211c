import Tensors

/// One row of the table of primitives: everything the graph knows about an operation.
///
/// - `shape` says what comes out of operands of given shapes, or throws with both printed;
/// - `forward` computes it in double precision, slowly and plainly: the oracle;
/// - `gradient` states the derivative as graph nodes, so that it is compiled like anything else;
/// - `lowering` says how a compiled plan computes it.
///
/// Rows are compared by identity. They live in Primitives/, one file per family, and are listed in
/// Primitives/Table.swift. Whatever can be composed of them (gelu, logCosh, mean, ...) is
/// composed, in Building/, and has its derivative for free.
final class Primitive: Sendable {
  typealias ShapeRule = @Sendable (_ inputs: [Shape], Attributes) throws -> Shape
  typealias Forward = @Sendable (_ inputs: [DoubleArray], OracleContext) throws -> DoubleArray
  /// From the node and the derivative with respect to its value: one derivative per operand, nil
  /// where the value does not depend on the operand in a differentiable way.
  typealias Gradient = @Sendable (_ node: Applied, _ upstream: Expression) throws -> [Expression?]

  let name: String
  let shape: ShapeRule
  let forward: Forward
  let gradient: Gradient
  let lowering: Lowering
  /// Which operand holds class indices instead of numbers.
  let indexOperand: Int?

  init(
    _ name: String, lowering: Lowering, indexOperand: Int? = nil, shape: @escaping ShapeRule,
    forward: @escaping Forward, gradient: @escaping Gradient
  ) {
    self.name = name
    self.lowering = lowering
    self.indexOperand = indexOperand
    self.shape = shape
    self.forward = forward
    self.gradient = gradient
  }

  /// A node of this primitive, after the shape rule and the kinds of the operands are checked.
  func callAsFunction(_ inputs: Expression..., attributes: Attributes = .none) throws -> Expression
  {
    try apply(inputs, attributes: attributes)
  }

  /// As `callAsFunction`, for operands in an array.
  func apply(_ inputs: [Expression], attributes: Attributes = .none) throws -> Expression {
    for (position, input) in inputs.enumerated() {
      let isIndex = input.node.primitive === Primitive.indices
      guard isIndex == (position == indexOperand) else {
        throw isIndex
          ? GraphError.indicesAsNumbers(operation: name, name: input.node.name ?? "")
          : GraphError.numbersAsIndices(operation: name, shape: input.shape)
      }
    }
    let result = try shape(inputs.map(\.shape), attributes)
    return Expression(
      Node(self, attributes: attributes, inputs: inputs.map(\.node), shape: result))
  }
}

/// A node as its gradient rule sees it.
struct Applied {
  /// The value the node computes.
  let output: Expression
  /// Its operands.
  var inputs: [Expression] { output.node.inputs.map(Expression.init) }
  var attributes: Attributes { output.node.attributes }

  subscript(_ operand: Int) -> Expression { Expression(output.node.inputs[operand]) }
}

/// What an oracle rule may consult beside the values of its operands.
struct OracleContext {
  let name: String
  let shape: Shape
  let attributes: Attributes
  let bindings: Bindings
}

/// How a compiled plan computes a primitive.
enum Lowering: Sendable, Equatable {
  /// Fed or kept from step to step: nothing to compute.
  case source
  /// The same number everywhere: becomes an immediate operand.
  case immediate
  /// A fixed array, laid down once when the plan is made.
  case table
  /// Element by element: an instruction of a fused tape.
  case tape(TapeOperation)
  /// A value repeated along an axis: an addressing mode of a tape operand.
  case repetition
  /// The same numbers under another shape: no work.
  case view
  /// A matrix product.
  case product
  /// A matrix with rows and columns exchanged, laid down in memory.
  case transposition
  /// All elements, or those along an axis, added up.
  case sum
  /// A kernel over whole rows of the last axis.
  case rows(RowOperation)
  /// A kernel over whole examples of the first axis.
  case lattice(LatticeOperation)
  /// A kernel over whole blocks of the first axis.
  case blocks(BlockOperation)
  /// A kernel over whole rows of the first axis, frame by frame.
  case recurrence
  /// A convolution over images, or one of its derivatives.
  case convolution(ConvolutionOperation)
  /// Maxima or means over sliding windows, or a derivative of them.
  case pooling(PoolingOperation)
  /// Another result of the kernel that computes the first operand: no work of its own.
  case byproduct
}
