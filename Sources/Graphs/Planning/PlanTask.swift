import Tensors

/// A unit of work of a plan before it has memory: what is done and what is touched.
struct PlanTask {
  enum Kind {
    /// Brings the batch's rows of an input together.
    case gather(Int)
    /// A fused tape: its members in topological order.
    case tape([Int])
    /// Adds the threads' partial sums of a total.
    case combine(Int)
    case product(Int)
    case transposition(Int)
    case rows(Int)
    case lattice(LatticeCall)
    case blocks(Int)
    case recurrence(Int)
    case convolution(Int)
    /// Adds the threads' parts of a convolution's derivative in the weights.
    case combineConvolution(Int)
    case pooling(Int)
    case axisSum(Int)
    /// Lays a repetition down in memory.
    case spread(Int)
    /// Writes a value into the parameter or state it is the update of.
    case assign(value: Int, target: Int)
  }

  let kind: Kind
  var accesses: [Access]
  /// Numbers of tasks that must come before.
  var prerequisites: Set<Int> = []
}

/// What one task touches of one value, thread by thread.
struct Access {
  let value: Int
  let isWrite: Bool
  let ranges: [Range<Int>]

  static func read(_ value: Int, _ ranges: [Range<Int>]) -> Access {
    Access(value: value, isWrite: false, ranges: ranges)
  }

  static func write(_ value: Int, _ ranges: [Range<Int>]) -> Access {
    Access(value: value, isWrite: true, ranges: ranges)
  }

  /// Whether some thread touches what another one writes, so that a barrier must stand between.
  func conflicts(with other: Access) -> Bool {
    guard value == other.value, isWrite || other.isWrite else { return false }
    for (thread, range) in ranges.enumerated() {
      for (neighbour, theirs) in other.ranges.enumerated()
      where thread != neighbour && range.overlaps(theirs) {
        return true
      }
    }
    return false
  }
}
