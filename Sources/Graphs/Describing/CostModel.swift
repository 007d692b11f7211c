import CKernels
import Tensors

/// A forecast of how long the tasks of a blueprint take, in nanoseconds.
///
/// One model for both of its users: the choice between one thread and all of them, and what `plan`
/// shows beside the measured time. Every kind of work has a price for being called, one for each of
/// its operations and one for each byte it moves; the numbers were fitted to steps of 16 to 4096
/// rows and 4 to 1024 columns with 16 floats an instruction, and are within a factor of two or three
/// elsewhere.
struct CostModel {
  /// What one task is made of.
  struct Work {
    /// Nanoseconds for being called, on each thread that has a part of it.
    var call = 0.0
    /// Nanoseconds for all of its operations on one thread.
    var compute = 0.0
    /// Multiplications and additions, or element operations.
    var operations = 0
  }

  private let blueprint: Blueprint
  private var works: [Work] = []
  private var bytes: [Double] = []
  private let nanosecondsPerByte: Double

  /// Waking the pool and joining it at the end of a run.
  static let wake = 1_500.0
  /// One barrier, if all threads arrive together.
  static let barrier = 500.0

  init(_ blueprint: Blueprint) {
    self.blueprint = blueprint
    bytes = blueprint.tasks.map { Double($0.bytesMoved) }
    nanosecondsPerByte = CostModel.pricePerByte(footprint: bytes.reduce(0, +) / 2)
    let prices = CostPrices(floats: CostPrices.floatsAtATime)
    works = blueprint.tasks.indices.map { prices.work($0, blueprint) }
  }

  /// What a task is made of.
  func work(_ number: Int) -> Work { works[number] }

  /// One run on one thread.
  var onOneThread: Double {
    works.indices.reduce(0) { $0 + time(of: $1, share: 1) }
  }

  /// Whether the threads of the blueprint are worth waking for it.
  ///
  /// They must save several times what waking and waiting cost: that is what it costs on an idle
  /// machine, and one program more on its processors makes every barrier a wait for a turn.
  var isWorthThreads: Bool { onOneThread - run > 3 * waiting }

  /// Waking, joining and barriers of one run; 0 with one thread.
  private var waiting: Double {
    guard blueprint.slices.threads > 1 else { return 0 }
    return CostModel.wake + Double(max(0, blueprint.phases.count - 1)) * CostModel.barrier
  }

  /// A task's time on each thread.
  func times(_ number: Int) -> [Double] {
    blueprint.shares(of: number).map { time(of: number, share: $0) }
  }

  /// A task's time, the mean over the threads.
  func mean(_ number: Int) -> Double {
    let times = times(number)
    return times.reduce(0, +) / Double(max(1, times.count))
  }

  /// One run: the longest thread of each phase, barriers and wake-up.
  var run: Double {
    let threads = blueprint.slices.threads
    let phases = blueprint.phases.reduce(0.0) { sum, phase in
      var each = [Double](repeating: 0, count: threads)
      for task in phase {
        for (thread, time) in times(task).enumerated() { each[thread] += time }
      }
      return sum + (each.max() ?? 0)
    }
    return phases + waiting
  }

  private func time(of number: Int, share: Double) -> Double {
    guard share > 0 else { return 0 }
    return works[number].call
      + share * max(works[number].compute, bytes[number] * nanosecondsPerByte)
  }

  /// By the cache in which everything a run touches finds room.
  private static func pricePerByte(footprint: Double) -> Double {
    if footprint < 3e6 { return 0.012 }
    return footprint < 6e7 ? 0.03 : 0.08
  }
}

extension Blueprint {
  /// The part of a task's work that each thread does.
  fileprivate func shares(of number: Int) -> [Double] {
    guard slices.threads > 1 else { return [1] }
    let accesses = tasks[number].accesses
    // A tape of nothing but totals writes one sum a thread: what it reads is what is divided.
    let written = accesses.filter { $0.isWrite && $0.value < graph.nodes.count }
    let divided = written.isEmpty ? accesses.filter { !$0.isWrite } : written
    guard let largest = divided.max(by: { $0.size < $1.size }), largest.size > 0 else {
      // Single numbers are computed by every thread for itself.
      return [Double](repeating: 1, count: slices.threads)
    }
    return largest.shares
  }
}

extension Access {
  fileprivate var size: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The part of the whole that each thread touches.
  fileprivate var shares: [Double] {
    ranges.map { Double($0.count) / Double(max(1, size)) }
  }
}
