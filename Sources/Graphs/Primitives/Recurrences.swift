import Tensors

// Recurrent layers. The shares of the input in the gates are made outside, for all frames by one
// product; what is left runs frame by frame in a kernel of its own, forward and back. Everything that
// the derivatives are made of but the slopes at the gates is composed.

/// What is done at each frame of a recurrence; its gates lie side by side in PyTorch's order.
public enum RecurrentCell: String, Sendable, CaseIterable {
  /// Long short-term memory: i, f, g, o.
  case lstm
  /// The gated recurrent unit with its reset gate inside: r, z, n.
  case gru
  /// The plain one: h' = tanh(x + h V).
  case tanh

  /// How many gates it has.
  public var gates: Int { self == .lstm ? 4 : self == .gru ? 3 : 1 }

  /// How many arrays of a frame the way back needs: i, f, g, o, c; r, z, n, q; h.
  var kept: Int { self == .lstm ? 5 : self == .gru ? 4 : 1 }

  /// Whether it has a bias inside, which cannot be added to the gates.
  var hasBias: Bool { self == .gru }
}

/// What a recurrence must know beside its operands.
struct Recurrence: Hashable, Sendable {
  let cell: RecurrentCell
  /// Whether each of its one or two directions starts at a row's last frame.
  let isBackward: [Bool]
  /// Whether only the states after the last frame taken are wanted.
  let isLast: Bool
  /// The direction that a by-product or a gradient is of.
  var direction = 0

  /// Operands of each direction: gates, weights, bias.
  var operandsOfDirection: Int { cell.hasBias ? 3 : 2 }

  func with(direction: Int) -> Recurrence {
    var copy = self
    copy.direction = direction
    return copy
  }

  /// The place of a direction's gates among the operands, the lengths being the first.
  func gates(_ direction: Int) -> Int { 1 + direction * operandsOfDirection }

  /// Whether an operand of the recurrence is the same for all rows.
  func isShared(_ operand: Int) -> Bool {
    operand > 0 && (operand - 1) % operandsOfDirection > 0
  }
}

extension Attributes {
  /// Of the nodes below.
  var recurrence: Recurrence? {
    guard case .recurrence(let recurrence) = self else { return nil }
    return recurrence
  }
}

extension Primitive {
  /// The states of a recurrent layer, [n, T, D · H], or the last of them, [n, D · H], for D directions.
  ///
  /// Operands: lengths [n], then for each direction gates [n, T, G · H], weights [H, G · H] and, of a
  /// gru, a bias [G · H].
  static let recurrence = Primitive(
    "recurrence", lowering: .recurrence,
    shape: { shapes, attributes in try described(attributes).check(shapes) },
    forward: { inputs, context in try described(context.attributes).states(inputs) },
    gradient: { node, dy in try described(node.attributes).derivatives(node, dy) })

  /// What one direction keeps of each frame for the way back, [n, T, K · H].
  ///
  /// A by-product; operands: the recurrence, then its operands.
  static let recurrenceKept = byproductOfRecurrence("recurrenceKept") { $0.kept }

  /// The states of one direction before each frame, [n, T, H].
  ///
  /// A by-product; operands: the recurrence, then its operands.
  static let recurrenceBefore = byproductOfRecurrence("recurrenceBefore") { $0.before }

  /// The slopes of one direction at h V, [n, T, G · H].
  ///
  /// Operands: lengths, weights [G · H, H], what was kept, the states before, the slope at the states.
  static let recurrenceGradient = slopeOfRecurrence("recurrenceGradient", .recurrence) { $0.hidden }

  /// The slopes at the gates themselves, which are others in a gru only.
  ///
  /// A by-product; operands: the above, then its operands.
  static let recurrenceGateGradient = slopeOfRecurrence("recurrenceGateGradient", .byproduct) {
    $0.gates
  }

  private static func described(_ attributes: Attributes) throws -> Recurrence {
    guard let recurrence = attributes.recurrence else {
      throw GraphError.refused(operation: "a recurrence without its attributes", status: 0)
    }
    return recurrence
  }

  private static func byproductOfRecurrence(
    _ name: String, _ part: @escaping @Sendable (RecurrentExample.Trace) -> [[Double]]
  ) -> Primitive {
    Primitive(
      name, lowering: .byproduct, shape: { shapes, _ in shapes[0] },
      forward: { inputs, context in
        let recurrence = try described(context.attributes)
        let traces = try recurrence.traces(Array(inputs[1...]), recurrence.direction)
        return DoubleArray(
          shape: context.shape, values: traces.flatMap { part($0).flatMap { $0 } })
      },
      gradient: { _, _ in throw GraphError.noSecondDerivative(operation: name) })
  }

  private static func slopeOfRecurrence(
    _ name: String, _ lowering: Lowering,
    _ part: @escaping @Sendable (RecurrentSlope) -> [[Double]]
  ) -> Primitive {
    Primitive(
      name, lowering: lowering, shape: { shapes, _ in shapes[0] },
      forward: { inputs, context in
        let recurrence = try described(context.attributes)
        let operands = lowering == .byproduct ? Array(inputs[1...]) : inputs
        return DoubleArray(
          shape: context.shape,
          values: try (0..<context.shape[0]).flatMap { row in
            part(try RecurrentSlope(operands, row: row, of: recurrence)).flatMap { $0 }
          })
      },
      gradient: { _, _ in throw GraphError.noSecondDerivative(operation: name) })
  }
}

// MARK: - Shapes

extension Recurrence {
  /// The shape of the result.
  func check(_ shapes: [Shape]) throws -> Shape {
    let first = shapes[gates(0)]
    guard first.rank == 3 else {
      throw GraphError.wrongRank(
        operation: "gates of \(cell)", shape: first, expected: "batch, time and gate")
    }
    let units = first[2] / cell.gates
    guard shapes[0] == [first[0]] else {
      throw GraphError.shapeMismatch(
        operation: "lengths of \(cell)", first: first, second: shapes[0])
    }
    let width = cell.gates * units
    let expected: [Shape] = [[first[0], first[1], width], [units, width], [width]]
    for (position, shape) in shapes.dropFirst().enumerated() {
      let wanted = expected[position % operandsOfDirection]
      guard shape == wanted else {
        throw GraphError.shapeMismatch(operation: "\(cell)", first: wanted, second: shape)
      }
    }
    let states = isBackward.count * units
    return isLast ? [first[0], states] : [first[0], first[1], states]
  }
}

// MARK: - The oracle

extension Recurrence {
  /// What one direction does to every row.
  func traces(_ inputs: [DoubleArray], _ direction: Int) throws -> [RecurrentExample.Trace] {
    try (0..<inputs[0].values.count).map {
      try RecurrentExample(inputs, row: $0, of: self, direction).trace()
    }
  }

  func states(_ inputs: [DoubleArray]) throws -> DoubleArray {
    let directions = try isBackward.indices.map { try traces(inputs, $0) }
    let (rows, frames) = (inputs[0].values.count, inputs[1].shape[1])
    var values: [Double] = []
    for row in 0..<rows {
      let traces = directions.map { $0[row] }
      if isLast {
        values += traces.flatMap(\.last)
      } else {
        for time in 0..<frames { values += traces.flatMap { $0.states[time] } }
      }
    }
    let width = isBackward.count * inputs[2].shape[0]
    return DoubleArray(shape: isLast ? [rows, width] : [rows, frames, width], values: values)
  }
}

// MARK: - Derivatives

extension Recurrence {
  /// With s = h V for the states h before a frame: dV = hᵀ ds, and db, of a gru, is the sum of ds.
  func derivatives(_ node: Applied, _ dy: Expression) throws -> [Expression?] {
    var parts: [Expression?] = [nil]
    for direction in isBackward.indices {
      let (gates, weight) = (node[self.gates(direction)], node[self.gates(direction) + 1])
      let (frames, units, width) = (gates.shape[1], weight.shape[0], weight.shape[1])
      let all = gates.shape[0] * frames
      let attributes = Attributes.recurrence(with(direction: direction))
      func byproduct(_ primitive: Primitive, _ columns: Int) -> Expression {
        let shape: Shape = [gates.shape[0], frames, columns]
        let inputs = [node.output.node] + node.output.node.inputs
        return Expression(Node(primitive, attributes: attributes, inputs: inputs, shape: shape))
      }
      let kept = byproduct(.recurrenceKept, cell.kept * units)
      let before = byproduct(.recurrenceBefore, units)
      let operands = [node[0], try transpose(weight), kept, before, dy].map(\.node)
      let slope = Node(
        .recurrenceGradient, attributes: attributes, inputs: operands, shape: gates.shape)
      let hidden = try reshape(Expression(slope), to: [all, width])
      parts.append(
        cell.hasBias
          ? Expression(
            Node(
              .recurrenceGateGradient, attributes: attributes, inputs: [slope] + operands,
              shape: gates.shape))
          : Expression(slope))
      parts.append(try matmul(reshape(before, to: [all, units]), hidden, transposeA: true))
      if cell.hasBias { parts.append(try sum(hidden, axis: 0)) }
    }
    return parts
  }
}
