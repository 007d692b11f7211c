/// Pairs by their counts, the most frequent first: a binary heap.
struct PairQueue {
  /// A pair with the count it had when it was queued.
  struct Candidate {
    let pair: BytePair
    let count: Int
    let left: [UInt8]
    let right: [UInt8]

    /// More frequent, or as frequent and earlier in the order of code points.
    func isBefore(_ other: Candidate) -> Bool {
      if count != other.count { return count > other.count }
      if left != other.left { return left.lexicographicallyPrecedes(other.left) }
      return right.lexicographicallyPrecedes(other.right)
    }
  }

  private var heap: [Candidate] = []

  /// Queues a pair.
  mutating func push(_ candidate: Candidate) {
    heap.append(candidate)
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the first pair out.
  mutating func pop() -> Candidate? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let children = (2 * parent + 1..<2 * parent + 3).prefix { $0 < heap.count }
      guard let child = children.min(by: { heap[$0].isBefore(heap[$1]) }),
        heap[child].isBefore(heap[parent])
      else { return first }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
