import CKernels
import Tensors

/// A fused tape before its operands have addresses: instructions over numbered registers.
struct TapeCode {
  /// Where a register's elements are.
  enum Register: Hashable {
    /// Scratch that lives within a tile.
    case tile(Int)
    case constant(Float)
    case memory(Addressing)
  }

  private(set) var instructions: [tape_instruction] = []
  private(set) var registers: [Register] = []
  /// The totals among the members, in the order of their partial sums.
  private(set) var totals: [Int] = []
  let domain: Shape

  private var numbers: [Register: Int32] = [:]
  private var registerOfMember: [Int: Int32] = [:]
  /// The last member, by position, that reads each node.
  private var lastUse: [Int: Int] = [:]
  /// Results to be copied to their targets at the end.
  private var delayed: [(value: Int32, target: Int32)] = []
  private var freeTiles: [Int] = []
  private var tileCount = 0

  /// Assembles the tape of one group.
  ///
  /// - Parameters:
  ///   - members: the nodes of the group in topological order.
  ///   - targets: the parameter or state in whose memory a member's value is to be written.
  ///   - joinsProducts: whether a product that is only added to something becomes one instruction
  ///     with the addition.
  ///   - isStored: whether a member's value is needed outside the tape.
  init(
    _ graph: FlatGraph, members: [Int], targets: [Int: Int], joinsProducts: Bool,
    isStored: (Int) -> Bool
  ) {
    domain = graph.domain(members[0]) ?? []
    var lines = members.map { TapeLine($0, graph, domain) }
    if joinsProducts { lines.joinProducts(graph, isStored: isStored) }
    for (position, line) in lines.enumerated() {
      for source in line.operands.compactMap(\.node) { lastUse[source] = position }
    }
    for (position, line) in lines.enumerated() {
      let operands = line.operands.map { register(for: $0) }
      let member = line.member
      if graph.isTotal(member) {
        emit(TAPE_SUM, into: Int32(totals.count), operands)
        totals.append(member)
      } else {
        let result = place(member, position, target: targets[member], isStored: isStored(member))
        emit(line, graph, into: result, operands)
        if lastUse[member] == nil { release(result) }
      }
      for source in line.operands.compactMap(\.node) where lastUse[source] == position {
        // Once only, though an instruction may read a value twice.
        lastUse[source] = -1
        if let finished = registerOfMember[source] { release(finished) }
      }
    }
    for (value, target) in delayed { emit(TAPE_COPY, into: target, [value]) }
  }

  /// Chooses the register of a member's result.
  ///
  /// A value that is kept is written where it is to stay, unless a later instruction still reads
  /// the old content of that place: then it waits in a tile until the end.
  private mutating func place(_ member: Int, _ position: Int, target: Int?, isStored: Bool)
    -> Int32
  {
    let home = Register.memory(.vector(target ?? member))
    let isEarly = target.map { (lastUse[$0] ?? -1) > position } ?? false
    let result = isStored && !isEarly ? number(of: home) : number(of: .tile(takeTile()))
    if isEarly { delayed.append((result, number(of: home))) }
    registerOfMember[member] = result
    return result
  }

  private mutating func register(for address: Addressing) -> Int32 {
    if case .constant(let value) = address { return number(of: .constant(value)) }
    if case .vector(let node) = address, let member = registerOfMember[node] { return member }
    return number(of: .memory(address))
  }

  private mutating func number(of register: Register) -> Int32 {
    if let known = numbers[register] { return known }
    let number = Int32(registers.count)
    registers.append(register)
    numbers[register] = number
    return number
  }

  private mutating func takeTile() -> Int {
    if let tile = freeTiles.popLast() { return tile }
    tileCount += 1
    return tileCount - 1
  }

  /// Frees a tile, unless its content still waits to be copied.
  private mutating func release(_ register: Int32) {
    if delayed.contains(where: { $0.value == register }) { return }
    if case .tile(let tile) = registers[Int(register)] { freeTiles.append(tile) }
  }

  private mutating func emit(_ line: TapeLine, _ graph: FlatGraph, into result: Int32, _ a: [Int32])
  {
    let member = line.member
    guard case .tape(let operation) = graph.lowering(member) else { return }
    if line.isJoined {
      emit(TAPE_MULTIPLY_ADD, into: result, a)
    } else if case .dropout(let rate, let stream) = graph.nodes[member].attributes {
      emit(TAPE_DROPOUT, into: result, [Int32(truncatingIfNeeded: stream)], Float(rate))
    } else {
      emit(operation.opcode, into: result, a)
    }
  }

  private mutating func emit(
    _ opcode: tape_opcode, into destination: Int32, _ a: [Int32], _ immediate: Float = 0
  ) {
    instructions.append(
      tape_instruction(
        opcode: opcode, destination: destination, a: a.first ?? 0, b: a.count > 1 ? a[1] : 0,
        c: a.count > 2 ? a[2] : 0, immediate: immediate))
  }
}

extension TapeOperation {
  /// The opcode of CKernels.
  var opcode: tape_opcode {
    switch self {
    case .copy: TAPE_COPY
    case .add: TAPE_ADD
    case .subtract: TAPE_SUBTRACT
    case .multiply: TAPE_MULTIPLY
    case .divide: TAPE_DIVIDE
    case .maximum: TAPE_MAXIMUM
    case .minimum: TAPE_MINIMUM
    case .power: TAPE_POWER
    case .negate: TAPE_NEGATE
    case .absolute: TAPE_ABSOLUTE
    case .sign: TAPE_SIGN
    case .squareRoot: TAPE_SQUARE_ROOT
    case .square: TAPE_SQUARE
    case .exponential: TAPE_EXP
    case .logarithm: TAPE_LOG
    case .logarithmOfOnePlus: TAPE_LOG1P
    case .exponentialMinusOne: TAPE_EXPM1
    case .tanh: TAPE_TANH
    case .sigmoid: TAPE_SIGMOID
    case .erf: TAPE_ERF
    case .softplus: TAPE_SOFTPLUS
    case .logCosh: TAPE_LOG_COSH
    case .relu: TAPE_RELU
    case .sine: TAPE_SIN
    case .cosine: TAPE_COS
    case .tangent: TAPE_TAN
    case .arcsine: TAPE_ASIN
    case .arccosine: TAPE_ACOS
    case .arctangent: TAPE_ATAN
    case .hyperbolicSine: TAPE_SINH
    case .hyperbolicCosine: TAPE_COSH
    case .floor: TAPE_FLOOR
    case .ceiling: TAPE_CEIL
    case .round: TAPE_ROUND
    case .less: TAPE_LESS
    case .lessOrEqual: TAPE_LESS_EQUAL
    case .greater: TAPE_GREATER
    case .greaterOrEqual: TAPE_GREATER_EQUAL
    case .equal: TAPE_EQUAL
    case .notEqual: TAPE_NOT_EQUAL
    case .select: TAPE_SELECT
    case .dropout: TAPE_DROPOUT
    }
  }
}

extension TapeCode {
  /// The length of a row of the domain.
  var columns: Int { domain.rank == 0 ? 1 : domain[domain.rank - 1] }

  /// Scratch one thread needs to run the tape: a tile for each register that is not read in place.
  var scratchFloats: Int {
    registers.reduce(0) { sum, register in
      switch register {
      case .memory(.vector): sum
      case .memory(.scalar), .constant: sum + 16
      default: sum + Int(TAPE_TILE_ELEMENTS)
      }
    }
  }
}
