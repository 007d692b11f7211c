import CKernels
import Foundation
import Tensors
import Testing

/// A function of the tape, what it should compute, and how far from it the tape may be.
struct FunctionCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var opcode: tape_opcode
  var bound: Double
  var reference: @Sendable (Double) -> Double

  static let all = [
    FunctionCase(testDescription: "copy", opcode: TAPE_COPY, bound: 0) { $0 },
    FunctionCase(testDescription: "negate", opcode: TAPE_NEGATE, bound: 0) { -$0 },
    FunctionCase(testDescription: "absolute", opcode: TAPE_ABSOLUTE, bound: 0) { abs($0) },
    FunctionCase(testDescription: "sign", opcode: TAPE_SIGN, bound: 0) {
      $0.isNaN ? $0 : $0 > 0 ? 1 : $0 < 0 ? -1 : 0
    },
    FunctionCase(testDescription: "square", opcode: TAPE_SQUARE, bound: 0.5) { $0 * $0 },
    FunctionCase(testDescription: "square root", opcode: TAPE_SQUARE_ROOT, bound: 0.5) {
      $0.squareRoot()
    },
    FunctionCase(testDescription: "reciprocal", opcode: TAPE_RECIPROCAL, bound: 0.5) { 1 / $0 },
    FunctionCase(testDescription: "exp", opcode: TAPE_EXP, bound: 1) { exp($0) },
    FunctionCase(testDescription: "expm1", opcode: TAPE_EXPM1, bound: 2) { expm1($0) },
    FunctionCase(testDescription: "log", opcode: TAPE_LOG, bound: 1) { log($0) },
    FunctionCase(testDescription: "log1p", opcode: TAPE_LOG1P, bound: 2) { log1p($0) },
    FunctionCase(testDescription: "tanh", opcode: TAPE_TANH, bound: 2) { tanh($0) },
    FunctionCase(testDescription: "sigmoid", opcode: TAPE_SIGMOID, bound: 3) {
      $0 < 0 ? exp($0) / (1 + exp($0)) : 1 / (1 + exp(-$0))
    },
    FunctionCase(testDescription: "erf", opcode: TAPE_ERF, bound: 2) { erf($0) },
    FunctionCase(testDescription: "softplus", opcode: TAPE_SOFTPLUS, bound: 3) {
      $0.isNaN ? $0 : max($0, 0) + log1p(exp(-abs($0)))
    },
    FunctionCase(testDescription: "log cosh", opcode: TAPE_LOG_COSH, bound: 3) { x in
      let half = sinh(x / 2)
      return abs(x) < 1 ? log1p(2 * half * half) : abs(x) + log1p(exp(-2 * abs(x))) - log(2)
    },
    FunctionCase(testDescription: "relu", opcode: TAPE_RELU, bound: 0) { $0 < 0 ? 0 : $0 },
    FunctionCase(testDescription: "sin", opcode: TAPE_SIN, bound: 0.51) { sin($0) },
    FunctionCase(testDescription: "cos", opcode: TAPE_COS, bound: 0.51) { cos($0) },
    FunctionCase(testDescription: "tan", opcode: TAPE_TAN, bound: 0.51) { tan($0) },
    FunctionCase(testDescription: "asin", opcode: TAPE_ASIN, bound: 0.51) { asin($0) },
    FunctionCase(testDescription: "acos", opcode: TAPE_ACOS, bound: 0.51) { acos($0) },
    FunctionCase(testDescription: "atan", opcode: TAPE_ATAN, bound: 0.51) { atan($0) },
    FunctionCase(testDescription: "sinh", opcode: TAPE_SINH, bound: 0.51) { sinh($0) },
    FunctionCase(testDescription: "cosh", opcode: TAPE_COSH, bound: 0.51) { cosh($0) },
    FunctionCase(testDescription: "floor", opcode: TAPE_FLOOR, bound: 0) { floor($0) },
    FunctionCase(testDescription: "ceil", opcode: TAPE_CEIL, bound: 0) { ceil($0) },
    FunctionCase(testDescription: "round", opcode: TAPE_ROUND, bound: 0) { round($0) },
  ]
}

extension Kernels {
  @Suite struct FunctionTests {
    /// Special values, all exponents, and the ranges where training happens.
    static func arguments(seed: UInt64) -> [Float] {
      var random = RandomGenerator(seed: seed)
      return specialValues + random.bitPatterns(20_000) + random.floats(20_000)
        + random.floats(5_000, scale: 0.01) + random.floats(20_003, scale: 20)
        + (0..<5_000).map { _ in Float(1 + random.normal() * 0.1) }
        // The floats nearest to multiples of a quarter turn, where sin, cos and tan vanish, and
        // angles on both sides of where their reduction changes.
        + (0..<10_000).map { Float(Double($0) * .pi / 2) }
        + (0..<5_000).map { _ in Float(random.normal() * 1e8) }
    }

    @Test(arguments: FunctionCase.all, availableLevels)
    func agreesWithLibmInDouble(_ function: FunctionCase, level: kernels_level) {
      let seed: UInt64 = 11
      let x = Self.arguments(seed: seed)
      var tape = TapeRunner()
      let input = tape.vector(x)
      let output = tape.vector([Float](repeating: -7, count: x.count))
      tape.step(function.opcode, output, input)
      at(level) { _ = tape.run(0..<x.count) }
      var worst = (ulps: 0.0, at: Float(0), got: Float(0))
      for (argument, got) in zip(x, tape.values(of: output, count: x.count)) {
        let distance = ulps(got, from: function.reference(Double(argument)))
        if distance > worst.ulps { worst = (distance, argument, got) }
      }
      #expect(worst.ulps <= function.bound, "seed \(seed): \(worst)")
      tape.finish()
    }

    @Test(arguments: availableLevels)
    func powerAgreesWithLibmInDouble(level: kernels_level) {
      let seed: UInt64 = 12
      var random = RandomGenerator(seed: seed)
      var a: [Float] = []
      var b: [Float] = []
      for x in specialValues {
        a += [Float](repeating: x, count: specialValues.count)
        b += specialValues
      }
      a += (0..<20_001).map { _ in Float(exp(random.normal() * 6)) } + random.floats(5_000)
      b += random.floats(20_001, scale: 3) + (0..<5_000).map { Float($0 % 41 - 20) }
      var tape = TapeRunner()
      let output = tape.vector([Float](repeating: -7, count: a.count))
      tape.step(TAPE_POWER, output, tape.vector(a), tape.vector(b))
      at(level) { _ = tape.run(0..<a.count) }
      let got = tape.values(of: output, count: a.count)
      for i in a.indices {
        let distance = ulps(got[i], from: pow(Double(a[i]), Double(b[i])))
        #expect(distance <= 1, "seed \(seed): pow(\(a[i]), \(b[i])) gave \(got[i])")
      }
      tape.finish()
    }
  }
}
