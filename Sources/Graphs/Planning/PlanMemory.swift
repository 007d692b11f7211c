import CKernels
import Tensors

/// The memory of a plan: one arena, cut into sections once, and the tape programs that point into it.
///
/// Arena sections, in order: buffers of the values; fixed tables; fed scalars; per thread its private
/// scalars, the scratch of its tapes and its partial sums.
final class PlanMemory {
  let arena: AlignedStorage
  let fedScalars: UnsafeMutablePointer<Float>
  let order: UnsafeMutablePointer<RowOrder>
  let sources: UnsafeMutablePointer<RowSource>
  let random: UnsafeMutablePointer<tape_random>
  private let sourceCount: Int
  private let sections: Sections
  private var kept: [AnyObject] = []
  private var programs: [(UnsafeMutablePointer<tape_program>, Int, Int)] = []

  /// Floats of each section.
  struct Sections {
    var buffers = 0
    var tables = 0
    var scalars = 0
    var privates = 0
    var scratch = 0
    var partials = 0

    var perThread: Int { privates + scratch + partials }
    var shared: Int { buffers + tables + scalars }

    /// Rounded up to whole cache lines.
    static func rounded(_ floats: Int) -> Int { (floats + 15) / 16 * 16 }
  }

  init(_ sections: Sections, threads: Int, sources count: Int) {
    self.sections = sections
    arena = AlignedStorage(zeros: sections.shared + threads * sections.perThread)
    fedScalars = arena.base + sections.buffers + sections.tables
    order = .allocate(capacity: 1)
    order.initialize(to: RowOrder())
    sourceCount = max(count, 1)
    sources = .allocate(capacity: sourceCount)
    sources.initialize(repeating: RowSource(), count: sourceCount)
    random = .allocate(capacity: 1)
    random.initialize(to: tape_random(seed: 0, step: 0))
  }

  deinit {
    for (program, instructions, registers) in programs {
      let code = UnsafeMutablePointer(mutating: program.pointee.instructions)
      code?.deinitialize(count: instructions).deallocate()
      let table = UnsafeMutablePointer(mutating: program.pointee.registers)
      table?.deinitialize(count: registers).deallocate()
      program.deinitialize(count: 1).deallocate()
    }
    order.deallocate()
    sources.deallocate()
    random.deallocate()
  }

  var tables: UnsafeMutablePointer<Float> { arena.base + sections.buffers }

  private func start(of thread: Int) -> UnsafeMutablePointer<Float> {
    arena.base + sections.shared + thread * sections.perThread
  }

  func privates(of thread: Int) -> UnsafeMutablePointer<Float> { start(of: thread) }

  func scratch(of thread: Int) -> UnsafeMutablePointer<Float> {
    start(of: thread) + sections.privates
  }

  /// Partial sums, in double, of one thread.
  func partials(of thread: Int) -> UnsafeMutablePointer<Double> {
    let raw = UnsafeMutableRawPointer(start(of: thread) + sections.privates + sections.scratch)
    return raw.assumingMemoryBound(to: Double.self)
  }

  /// Doubles from one thread's partial sums to the next one's.
  var partialStride: Int { sections.perThread / 2 }

  /// Lets what steps point into live as long as the plan's memory.
  func keep(_ object: AnyObject) { kept.append(object) }

  /// A program with memory of its own that lives as long as the plan's.
  func program(
    _ instructions: [tape_instruction], _ registers: [tape_register], partials: Int, inner: Int
  ) throws -> UnsafePointer<tape_program> {
    let code = UnsafeMutablePointer<tape_instruction>.allocate(capacity: instructions.count)
    code.initialize(from: instructions, count: instructions.count)
    let table = UnsafeMutablePointer<tape_register>.allocate(capacity: registers.count)
    table.initialize(from: registers, count: registers.count)
    let program = UnsafeMutablePointer<tape_program>.allocate(capacity: 1)
    program.initialize(
      to: tape_program(
        instructions: code, registers: table, instruction_count: Int32(instructions.count),
        register_count: Int32(registers.count), partial_count: Int32(partials),
        inner: Int64(inner), random: random))
    programs.append((program, instructions.count, registers.count))
    let verdict = tape_check(program)
    guard verdict == TAPE_SOUND else {
      throw GraphError.refused(operation: "a tape", status: Int(verdict.rawValue))
    }
    return UnsafePointer(program)
  }
}
