import CKernels
import Tensors
import Testing

/// The correctly rounded opcodes, evaluated one element at a time.
func exactly(_ opcode: tape_opcode, _ a: Float, _ b: Float, _ c: Float, fused: Bool) -> Float {
  switch opcode {
  case TAPE_COPY: a
  case TAPE_NEGATE: -a
  case TAPE_ABSOLUTE: abs(a)
  case TAPE_SQUARE: a * a
  case TAPE_SQUARE_ROOT: a.squareRoot()
  case TAPE_RECIPROCAL: 1 / a
  case TAPE_RELU: 0 > a ? 0 : a
  case TAPE_FLOOR: a.rounded(.down)
  case TAPE_CEIL: a.rounded(.up)
  case TAPE_ROUND: a.rounded(.toNearestOrAwayFromZero)
  case TAPE_ADD: a + b
  case TAPE_SUBTRACT: a - b
  case TAPE_MULTIPLY: a * b
  case TAPE_DIVIDE: a / b
  case TAPE_MAXIMUM: a.isNaN ? a : a > b ? a : b
  case TAPE_MINIMUM: a.isNaN ? a : a < b ? a : b
  case TAPE_LESS: a < b ? 1 : 0
  case TAPE_LESS_EQUAL: a <= b ? 1 : 0
  case TAPE_GREATER: a > b ? 1 : 0
  case TAPE_GREATER_EQUAL: a >= b ? 1 : 0
  case TAPE_EQUAL: a == b ? 1 : 0
  case TAPE_NOT_EQUAL: a != b ? 1 : 0
  case TAPE_MULTIPLY_ADD: fused ? c.addingProduct(a, b) : a * b + c
  case TAPE_SELECT: a != 0 ? b : c
  default: .nan
  }
}

let exactOpcodes = [
  TAPE_COPY, TAPE_NEGATE, TAPE_ABSOLUTE, TAPE_SQUARE, TAPE_SQUARE_ROOT, TAPE_RECIPROCAL, TAPE_RELU,
  TAPE_ADD, TAPE_SUBTRACT, TAPE_MULTIPLY, TAPE_DIVIDE, TAPE_MAXIMUM, TAPE_MINIMUM, TAPE_LESS,
  TAPE_LESS_EQUAL, TAPE_GREATER, TAPE_GREATER_EQUAL, TAPE_EQUAL, TAPE_NOT_EQUAL, TAPE_MULTIPLY_ADD,
  TAPE_SELECT, TAPE_FLOOR, TAPE_CEIL, TAPE_ROUND,
]

extension Kernels {
  @Suite struct TapeTests {
    /// A random program over every kind of register, and the same evaluated by `exactly`.
    @Test(arguments: availableLevels, 0..<60)
    func randomProgramsAgreeBitForBit(level: kernels_level, seed: Int) {
      var random = RandomGenerator(seed: UInt64(seed))
      let count = [0, 1, 3, 7, 8, 15, 16, 17, 31, 100, 511, 512, 513, 1025, 2000][
        random.integer(below: 15)]
      let inner = [1, 2, 3, 7, 10, 64, 511, 600][random.integer(below: 8)]
      let rows = count / inner + 1
      var tape = TapeRunner()
      tape.inner = inner
      var expected: [[Float]] = []  // register by register, over all elements
      func draw(_ n: Int) -> [Float] {
        (0..<n).map { _ in
          random.integer(below: 9) == 0
            ? specialValues[random.integer(below: specialValues.count)] : Float(random.normal())
        }
      }
      for _ in 0..<2 {
        let x = draw(count)
        _ = tape.vector(x)
        expected.append(x)
      }
      let constant = draw(1)[0]
      _ = tape.constant(constant)
      expected.append([Float](repeating: constant, count: count))
      let scalar = draw(1)
      _ = tape.broadcast(TAPE_SCALAR, scalar)
      expected.append([Float](repeating: scalar[0], count: count))
      let row = draw(inner)
      _ = tape.broadcast(TAPE_ROW, row)
      expected.append((0..<count).map { row[$0 % inner] })
      let column = draw(rows)
      _ = tape.broadcast(TAPE_COLUMN, column)
      expected.append((0..<count).map { column[$0 / inner] })
      let readable = expected.count
      var written: [Int32] = []
      for i in 0..<4 {
        let kept = i < 2
        written.append(kept ? tape.vector([Float](repeating: -7, count: count)) : tape.tile())
        expected.append([Float](repeating: 0, count: count))
        tape.step(TAPE_COPY, written[i], Int32(i))
        expected[Int(written[i])] = expected[i]
      }
      let registers = Int32(readable + 4)
      for _ in 0..<12 {
        let opcode = exactOpcodes[random.integer(below: exactOpcodes.count)]
        let a = random.integer(below: Int(registers)), b = random.integer(below: Int(registers))
        let c = random.integer(below: Int(registers))
        let target = written[random.integer(below: 4)]
        tape.step(opcode, target, Int32(a), Int32(b), Int32(c))
        expected[Int(target)] = (0..<count).map {
          exactly(
            opcode, expected[a][$0], expected[b][$0], expected[c][$0],
            fused: level != KERNELS_BASELINE)
        }
      }
      #expect(tape.check() == TAPE_SOUND)
      let cut = random.integer(below: count + 1)
      at(level) {
        tape.run(cut..<count)
        tape.run(0..<cut)
      }
      for register in written[0..<2] {
        let got = tape.values(of: register, count: count)
        let wrong = (0..<count).first { !same(got[$0], expected[Int(register)][$0]) }
        #expect(wrong == nil, "seed \(seed), inner \(inner), cut \(cut) of \(count)")
      }
      tape.finish()
    }

    @Test(arguments: availableLevels, [0, 1, 5, 16, 511, 512, 513, 100_003])
    func sumsAreAccurate(level: kernels_level, count: Int) {
      var random = RandomGenerator(seed: 21)
      let x = (0..<count).map { _ in Float(random.uniform() + 100) }
      var tape = TapeRunner()
      tape.partials = 2
      tape.step(TAPE_SUM, 0, tape.vector(x))
      tape.step(TAPE_SUM, 1, tape.constant(0.1))
      let sums = at(level) { tape.run(0..<count) }
      let exact = x.reduce(0.0) { $0 + Double($1) }
      #expect(abs(sums[0] - exact) <= 1e-12 * exact)
      #expect(abs(sums[1] - Double(Float(0.1)) * Double(count)) <= 1e-12 * Double(count))
      tape.finish()
    }

    @Test func writesNothingOutsideTheRange() {
      for level in availableLevels {
        var tape = TapeRunner()
        let out = tape.vector([Float](repeating: -7, count: 100))
        tape.step(TAPE_EXP, out, tape.constant(0))
        at(level) { _ = tape.run(13..<86) }
        let got = tape.values(of: out, count: 100)
        #expect(got == (0..<100).map { (13..<86).contains($0) ? 1 : -7 })
        tape.finish()
      }
    }

    @Test func refusesUnsoundPrograms() {
      var tape = TapeRunner()
      let x = tape.vector([1])
      let one = tape.constant(1)
      tape.partials = 1
      func verdict(_ opcode: tape_opcode, _ d: Int32, _ a: Int32, _ b: Int32, _ c: Int32)
        -> tape_verdict
      {
        var copy = tape
        copy.step(opcode, d, a, b, c)
        return copy.check()
      }
      #expect(verdict(TAPE_ADD, x, one, x, 99) == TAPE_SOUND)  // c is unused
      #expect(verdict(TAPE_ADD, x, one, 99, 0) == TAPE_BAD_OPERAND)
      #expect(verdict(TAPE_EXP, x, -1, 0, 0) == TAPE_BAD_OPERAND)
      #expect(verdict(TAPE_SELECT, x, x, x, 2) == TAPE_BAD_OPERAND)
      #expect(verdict(TAPE_COPY, one, x, 0, 0) == TAPE_BAD_DESTINATION)
      #expect(verdict(TAPE_SUM, 1, x, 0, 0) == TAPE_BAD_DESTINATION)
      #expect(verdict(TAPE_OPCODE_COUNT, x, x, 0, 0) == TAPE_BAD_OPCODE)
      var rowless = tape
      _ = rowless.broadcast(TAPE_ROW, [1])
      #expect(rowless.check() == TAPE_BAD_REGISTER)
      tape.finish()
    }
  }
}
