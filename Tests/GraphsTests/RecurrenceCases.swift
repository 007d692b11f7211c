import Tensors
import Testing

@testable import Graphs

/// A way to run a recurrent layer.
struct RecurrenceWay: Sendable, CustomTestStringConvertible {
  let cell: RecurrentCell
  let isForward: Bool
  let isBackward: Bool
  let returnsLast: Bool

  var testDescription: String {
    let direction = isForward ? (isBackward ? "both ways" : "forward") : "backward"
    return "\(cell) \(direction)\(returnsLast ? ", last" : "")"
  }

  static let all = RecurrentCell.allCases.flatMap { cell in
    [(true, false), (false, true), (true, true)].flatMap { isForward, isBackward in
      [false, true].map {
        RecurrenceWay(
          cell: cell, isForward: isForward, isBackward: isBackward, returnsLast: $0)
      }
    }
  }
}

extension Operands {
  /// A recurrence of drawn gates and weights; `lengths` of some frames or, half the time, of all.
  mutating func recurrence(
    _ way: RecurrenceWay, rows: Int, frames: Int, units: Int
  ) throws -> Expression {
    let width = way.cell.gates * units
    let size = 1.5 / Double(units).squareRoot()
    func direction(_ operands: inout Operands) -> RecurrentDirection {
      RecurrentDirection(
        gates: operands.parameter([rows, frames, width]),
        weight: operands.parameter([width, units], -size...size),
        bias: operands.draw.integer(0...3) > 0 ? operands.parameter([width], -1...1) : nil)
    }
    let lengths = try Expression.constant(
      values: (0..<rows).map { _ in Double(draw.integer(0...frames)) }, shape: [rows])
    return try Graphs.recurrence(
      way.cell, forward: way.isForward ? direction(&self) : nil,
      backward: way.isBackward ? direction(&self) : nil,
      lengths: draw.integer(0...1) == 0 ? nil : lengths, returnsLast: way.returnsLast)
  }

  mutating func recurrence(_ way: RecurrenceWay) throws -> Expression {
    try recurrence(
      way, rows: draw.integer(1...4), frames: draw.integer(1...4), units: draw.integer(1...4))
  }
}

extension GradientCase {
  static let recurrences: [GradientCase] =
    RecurrenceWay.all.map { way in
      GradientCase(way.testDescription) { try $0.recurrence(way) }
    } + [
      // States that come in twice have slopes that depend on the states.
      GradientCase("lstm of itself") { operands in
        let x = try operands.recurrence(RecurrenceWay.all[4])
        return try square(x) * sum(x)
      }
    ]
}
