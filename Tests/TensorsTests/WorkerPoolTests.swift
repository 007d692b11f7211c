import Foundation
import Synchronization
import Tensors
import Testing

/// Memory that several threads of a test write to, each to places of its own.
final class Board: @unchecked Sendable {
  let cells: UnsafeMutablePointer<Int>
  let count: Int

  init(_ count: Int) {
    cells = .allocate(capacity: count)
    cells.initialize(repeating: 0, count: count)
    self.count = count
  }

  deinit { cells.deallocate() }

  var values: [Int] { (0..<count).map { cells[$0] } }
}

/// A count that several threads raise.
final class Counter: Sendable {
  private let atomic = Atomic<Int>(0)

  func raise() { atomic.add(1, ordering: .relaxed) }

  var value: Int { atomic.load(ordering: .relaxed) }
}

@Suite struct WorkerPoolTests {
  @Test(arguments: [1, 2, 3, 5])
  func everyThreadRunsOnce(threads: Int) {
    let pool = WorkerPool(threads: threads)
    #expect(pool.threads == threads)
    let board = Board(threads)
    for _ in 0..<100 { pool.run { board.cells[$0] += 1 } }
    #expect(board.values == [Int](repeating: 100, count: threads))
  }

  @Test(arguments: [1, 2, 4])
  func manyShortRuns(threads: Int) {
    let pool = WorkerPool(threads: threads)
    let total = Counter()
    for _ in 0..<5000 { pool.run { _ in total.raise() } }
    #expect(total.value == 5000 * threads)
  }

  /// In every round each thread reads what all wrote in the round before.
  @Test(arguments: [2, 3])
  func barriersOrderPhases(threads: Int) {
    let pool = WorkerPool(threads: threads)
    let board = Board(threads)
    let wrong = Counter()
    pool.run { thread in
      for round in 1...500 {
        board.cells[thread] = round
        pool.barrier()
        for other in 0..<threads where board.cells[other] != round {
          wrong.raise()
        }
        pool.barrier()
      }
    }
    #expect(wrong.value == 0)
  }

  @Test func slicesCoverTheWhole() {
    let pool = WorkerPool(threads: 3)
    for count in [0, 1, 2, 15, 16, 17, 100] {
      for alignment in [1, 16] {
        let slices = (0..<3).map { pool.slice(of: count, thread: $0, alignment: alignment) }
        #expect(slices.flatMap(Array.init) == Array(0..<count))
        #expect(slices.allSatisfy { $0.isEmpty || $0.lowerBound % alignment == 0 })
      }
    }
  }

  @Test(arguments: [1, 2, 3])
  func nestedRunsFinish(threads: Int) {
    let pool = WorkerPool(threads: threads)
    let total = Counter()
    pool.run { _ in
      pool.run { _ in
        pool.barrier()
        total.raise()
      }
      pool.barrier()
    }
    #expect(total.value == threads * threads)
  }

  @Test func callersTakeTurns() async {
    let pool = WorkerPool(threads: 2)
    let total = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<200 { pool.run { _ in total.raise() } }
        }
      }
    }
    #expect(total.value == 1600)
  }

  @Test func barrierOutsideARunReturns() {
    WorkerPool(threads: 2).barrier()
  }

  @Test func sharedIsSizedOnce() {
    #expect(WorkerPool.shared.threads >= 1)
    #expect(WorkerPool.configure(threads: 7) == false)
  }
}
