import Tensors

/// How a tape finds element i of an operand.
enum Addressing: Hashable {
  /// The same number for every i.
  case constant(Float)
  /// Element i of a node's memory.
  case vector(Int)
  /// The only element of a node's memory.
  case scalar(Int)
  /// Element i % columns: a value per column.
  case row(Int)
  /// Element i / columns: a value per row.
  case column(Int)

  /// The node whose memory is read.
  var node: Int? {
    switch self {
    case .constant: nil
    case .vector(let node), .scalar(let node), .row(let node), .column(let node): node
    }
  }
}

extension FlatGraph {
  /// How a tape over `domain` reads `operand`.
  ///
  /// Repetitions along the first or the last axis cost nothing: they are a way of addressing.
  /// Others are read from memory, where they must be laid down first.
  func addressing(of operand: Int, over domain: Shape) -> Addressing {
    let columns = domain.rank == 0 ? 1 : domain[domain.rank - 1]
    var node = operand
    var mode = Addressing.vector(operand)
    func moved(to node: Int) -> Addressing {
      switch mode {
      case .row: .row(node)
      case .column: .column(node)
      default: shape(node).count == 1 && domain.count != 1 ? .scalar(node) : .vector(node)
      }
    }
    while true {
      switch lowering(node) {
      case .immediate:
        return .constant(Float(Expression(nodes[node]).constantValue ?? .nan))
      case .view:
        node = inputs[node][0]
      case .repetition:
        let source = inputs[node][0]
        if shape(source).count != 1 {
          guard case .vector = mode, let next = cheap(node, source, columns) else {
            return moved(to: node)
          }
          mode = next
        } else {
          mode = .vector(source)
        }
        node = source
      default:
        return moved(to: node)
      }
    }
  }

  /// The addressing mode that stands for a repetition, if there is one.
  private func cheap(_ node: Int, _ source: Int, _ columns: Int) -> Addressing? {
    guard case .repeated(let axis, let count) = nodes[node].attributes else { return nil }
    let blocks = AxisBlocks(shape(node), axis: axis)
    if blocks.outer == 1, shape(source).count == columns { return .row(source) }
    if blocks.inner == 1, count == columns { return .column(source) }
    return nil
  }
}
