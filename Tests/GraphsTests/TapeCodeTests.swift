import CKernels
import Tensors
import Testing

@testable import Graphs

/// How short the tapes are: results are the battery's business.
@Suite struct TapeCodeTests {
  private func tape(
    _ outputs: [(String, Expression)], _ options: PlanOptions = PlanOptions()
  ) throws -> [tape_opcode] {
    let plan = try Plan(
      outputs: outputs, store: try ParameterStore(for: outputs.map(\.1)), options: options)
    let longest = plan.blueprint.tapes.values.max { $0.instructions.count < $1.instructions.count }
    return try #require(longest).instructions.map(\.opcode)
  }

  private let x = Expression.parameter("x", [100])
  private let y = Expression.parameter("y", [100])

  /// A typed loss with its gradient is one tape of 8 instructions: the difference d, d², log cosh d,
  /// a · log cosh d + d², its sum; tanh d, 2b · d, c · tanh d + 2b · d.
  @Test func lossAndGradientAreOneShortTape() throws {
    let d = try y - x
    let loss = try mean(square(d) + 0.1 * log(cosh(d)))
    let slope = try gradients(of: loss, withRespectTo: [x])[0]
    let opcodes = try tape([("loss", loss), ("slope", slope)])
    #expect(
      Set(opcodes) == [
        TAPE_SUBTRACT, TAPE_SQUARE, TAPE_LOG_COSH, TAPE_MULTIPLY_ADD, TAPE_SUM, TAPE_TANH,
        TAPE_MULTIPLY,
      ])
    #expect(opcodes.count == 8)
  }

  @Test func constantFactorsMeet() throws {
    #expect(try tape([("z", 2 * (3 * -(4 * x)))]) == [TAPE_MULTIPLY])
    // A factor that the single-precision product could not hold stays where it is.
    #expect(try tape([("z", 1e-25 * (1e-25 * x))]) == [TAPE_MULTIPLY, TAPE_MULTIPLY])
    // What is needed itself is computed itself.
    let inner = try 3 * x
    #expect(try tape([("z", 2 * inner), ("inner", inner)]) == [TAPE_MULTIPLY, TAPE_MULTIPLY])
    #expect(
      try tape([("z", 2 * (3 * x))], .without(.gatherFactors)) == [TAPE_MULTIPLY, TAPE_MULTIPLY])
  }

  @Test func productsJoinSums() throws {
    #expect(try tape([("z", x * y + 1)]) == [TAPE_MULTIPLY_ADD])
    #expect(try tape([("z", y - 0.1 * x)]) == [TAPE_MULTIPLY_ADD])
    #expect(try tape([("z", y - x * y)]) == [TAPE_MULTIPLY, TAPE_SUBTRACT])
    let product = try x * y
    #expect(try tape([("z", product + 1), ("product", product)]).count == 2)
    #expect(
      try tape([("z", x * y + 1)], .without(.multiplyAdd)) == [TAPE_MULTIPLY, TAPE_ADD])
  }
}

extension tape_opcode: @retroactive Hashable {
  /// Opcodes are told apart by their number.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
