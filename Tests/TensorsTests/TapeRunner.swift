import CKernels
import Testing

/// A tape built step by step for a test; memory starts one float off alignment.
struct TapeRunner {
  var registers: [tape_register] = []
  var instructions: [tape_instruction] = []
  var inner = 0
  var partials = 0
  var random = tape_random(seed: 1, step: 0)
  private var memory: [UnsafeMutablePointer<Float>] = []

  mutating func vector(_ values: [Float]) -> Int32 {
    add(TAPE_VECTOR, memory: place(values))
  }

  mutating func broadcast(_ storage: tape_storage, _ values: [Float]) -> Int32 {
    add(storage, memory: place(values))
  }

  mutating func constant(_ value: Float) -> Int32 {
    add(TAPE_CONSTANT, value: value)
  }

  mutating func tile() -> Int32 {
    add(TAPE_TILE)
  }

  mutating func step(
    _ opcode: tape_opcode, _ destination: Int32, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0,
    immediate: Float = 0
  ) {
    instructions.append(
      tape_instruction(
        opcode: opcode, destination: destination, a: a, b: b, c: c, immediate: immediate))
  }

  func values(of register: Int32, count: Int) -> [Float] {
    Array(UnsafeBufferPointer(start: registers[Int(register)].memory, count: count))
  }

  func check() -> tape_verdict {
    withProgram { tape_check($0) }
  }

  /// Runs the elements of a range; returns the partial sums.
  @discardableResult
  func run(_ range: Range<Int>) -> [Double] {
    withProgram { program in
      var sums = [Double](repeating: .nan, count: partials)
      var scratch = [Float](repeating: .nan, count: Int(tape_scratch_floats(program)) + 1)
      scratch.withUnsafeMutableBufferPointer { buffer in
        tape_run(
          program, Int64(range.lowerBound), Int64(range.upperBound), buffer.baseAddress, &sums)
      }
      return sums
    }
  }

  /// Frees the memory of all registers.
  func finish() {
    for pointer in memory { pointer.deallocate() }
  }

  private mutating func place(_ values: [Float]) -> UnsafeMutablePointer<Float> {
    let block = UnsafeMutablePointer<Float>.allocate(capacity: values.count + 1)
    memory.append(block)
    for (i, value) in values.enumerated() { block[i + 1] = value }
    return block + 1
  }

  private mutating func add(
    _ storage: tape_storage, value: Float = 0, memory: UnsafeMutablePointer<Float>? = nil
  ) -> Int32 {
    registers.append(tape_register(storage: storage, value: value, memory: memory))
    return Int32(registers.count - 1)
  }

  private func withProgram<Result>(_ body: (UnsafePointer<tape_program>) -> Result) -> Result {
    registers.withUnsafeBufferPointer { r in
      instructions.withUnsafeBufferPointer { i in
        withUnsafePointer(to: random) { source in
          var program = tape_program(
            instructions: i.baseAddress, registers: r.baseAddress,
            instruction_count: Int32(i.count), register_count: Int32(r.count),
            partial_count: Int32(partials), inner: Int64(inner), random: source)
          return body(&program)
        }
      }
    }
  }
}
