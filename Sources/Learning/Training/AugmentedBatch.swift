import Graphs
import Tensors
import Timing

/// The augmented rows of one batch, written by the threads of the pool before the step that reads them.
///
/// Unchecked: threads write to disjoint rows of the buffer, each with a scratch row of its own, and
/// nothing else changes after `init`.
final class AugmentedBatch: @unchecked Sendable {
  /// The features of the batch.
  let features: BatchBuffer
  private let rows: AugmentedRows
  private let scratch: BatchBuffer
  private let pool: WorkerPool

  /// Room for batches of at most `size` rows.
  init(_ rows: AugmentedRows, size: Int, pool: WorkerPool) {
    self.rows = rows
    self.pool = pool
    features = BatchBuffer(rows: size, width: rows.layout.count)
    scratch = BatchBuffer(rows: pool.threads, width: rows.layout.count)
  }

  /// Writes the rows of an order, nil for the natural one, as they are in an epoch.
  func fill(_ range: Range<Int>, of order: [Int32]?, epoch: Int) {
    guard let place = features.numbers.baseAddress, let scratch = scratch.numbers.baseAddress
    else { return }
    let width = rows.layout.count
    let generator = rows.epoch(epoch)
    nonisolated(unsafe) let (target, room) = (place, scratch)
    timed("augmenting rows") {
      pool.run { [rows, pool] thread in
        for position in pool.slice(of: range.count, thread: thread) {
          let row = range.lowerBound + position
          rows.write(
            order.map { Int($0[row]) } ?? row, in: generator, to: target + position * width,
            scratch: room + thread * width)
        }
      }
    }
  }
}
