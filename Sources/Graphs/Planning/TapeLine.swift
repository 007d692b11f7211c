import Tensors

/// One instruction of a tape before its operands have registers.
struct TapeLine {
  /// The node whose value it computes.
  let member: Int
  /// What it reads.
  fileprivate(set) var operands: [Addressing]
  /// Whether it multiplies its first two operands and adds the third, whatever the node alone does.
  fileprivate(set) var isJoined = false

  init(_ member: Int, _ graph: FlatGraph, _ domain: Shape) {
    self.member = member
    operands = graph.inputs[member].map { graph.addressing(of: $0, over: domain) }
  }
}

extension [TapeLine] {
  /// Lets an addition compute the product it adds, where nobody else reads the product.
  ///
  /// A difference a − c · x with a constant c becomes (−c) · x + a.
  mutating func joinProducts(_ graph: FlatGraph, isStored: (Int) -> Bool) {
    var reads: [Int: Int] = [:]
    for node in flatMap(\.operands).compactMap(\.node) { reads[node, default: 0] += 1 }
    var positions: [Int: Int] = [:]
    for (position, line) in enumerated() { positions[line.member] = position }
    var joined: Set<Int> = []
    func product(_ operand: Addressing) -> Int? {
      guard case .vector(let node) = operand, let position = positions[node],
        graph.nodes[node].primitive === Primitive.multiplication, reads[node] == 1,
        !isStored(node)
      else { return nil }
      return position
    }
    for position in indices {
      let primitive = graph.nodes[self[position].member].primitive
      let operands = self[position].operands
      if primitive === Primitive.addition {
        guard let index = [1, 0].first(where: { product(operands[$0]) != nil }),
          let factors = product(operands[index])
        else { continue }
        self[position].join(self[factors].operands, plus: operands[1 - index])
        joined.insert(factors)
      } else if primitive === Primitive.subtraction {
        guard let factors = product(operands[1]), let negated = self[factors].negatedFactors
        else { continue }
        self[position].join(negated, plus: operands[0])
        joined.insert(factors)
      }
    }
    self = indices.filter { !joined.contains($0) }.map { self[$0] }
  }
}

extension TapeLine {
  fileprivate mutating func join(_ factors: [Addressing], plus rest: Addressing) {
    operands = factors + [rest]
    isJoined = true
  }

  /// The factors of a product with a constant, that constant negated.
  fileprivate var negatedFactors: [Addressing]? {
    guard let index = operands.firstIndex(where: \.isConstant) else { return nil }
    guard case .constant(let value) = operands[index] else { return nil }
    return [.constant(-value), operands[1 - index]]
  }
}

extension Addressing {
  fileprivate var isConstant: Bool {
    if case .constant = self { return true }
    return false
  }
}
