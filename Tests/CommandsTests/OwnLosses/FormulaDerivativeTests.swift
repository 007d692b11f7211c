import Tensors
import Testing

@testable import Commands
@testable import Graphs
@testable import Learning

extension AllTests {
  @Suite("Derivatives of formulas") struct FormulaDerivatives {
    /// Against fourth-order central differences of the oracle.
    ///
    /// Where two steps of the difference disagree there is a kink or a jump, and no derivative.
    @Test("agree with finite differences", arguments: UInt64(1)...60)
    func finiteDifferences(_ seed: UInt64) throws {
      var drawn = RandomFormula(seed: seed)
      let text = drawn.text()
      let probe = try FormulaProbe("loss own(y, p, c=0.7) = \(text)")
      var random = RandomGenerator(seed: seed &+ 500)
      func array() -> DoubleArray {
        DoubleArray(shape: [3, 2], values: (0..<6).map { _ in 0.2 + 1.8 * random.uniform() })
      }
      let (y, p) = (array(), array())
      let found = try probe.oracle(y, p)
      var checked = 0
      for index in p.values.indices {
        func value(_ offset: Double) throws -> Double {
          var moved = p
          moved.values[index] += offset
          return try probe.oracle(y, moved).values.reduce(0, +)
        }
        func difference(_ h: Double) throws -> Double {
          try (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
        }
        let (coarse, fine) = (try difference(1e-3), try difference(2e-4))
        guard abs(coarse - fine) < 1e-6 * max(1, abs(fine)) else { continue }
        checked += 1
        let error = abs(found.slopes[index] - fine) / max(1, abs(fine))
        #expect(
          error < 1e-5,
          "seed \(seed), element \(index), \(text): \(found.slopes[index]), numeric \(fine)")
      }
      #expect(checked > 0, "seed \(seed): \(text)")
      let compiled = try FormulaProbe.plan(LossSpecification(probe.own.definition), y, p)
      let scale = found.slopes.map(abs).max() ?? 1
      #expect(distance(compiled.values, found.values) < 1e-4, "seed \(seed): \(text)")
      #expect(
        distance(
          compiled.slopes.map { $0 / max(1, scale) }, found.slopes.map { $0 / max(1, scale) })
          < 1e-4, "seed \(seed): \(text)")
    }

    /// One row for each promise that `help formulas` makes.
    @Test(
      "are what is promised at kinks, tangents and poles",
      arguments: [
        ("abs(p)", 0.0, 0.0), ("sign(p) + p", 0, 1), ("relu(p)", 0, 0), ("max(p, 0)", 0, 0.5),
        ("min(p, 3 * p)", 0, 2), ("clamp(p, 0, 1)", 0, 0.5), ("clamp(p, 0, 1)", 0.5, 1),
        ("floor(p) + p", 1, 1), ("ceil(p) + p", 1, 1), ("round(p) + p", 2.5, 1),
        ("sqrt(p)", 0, 0), ("p^0.3", 0, 0), ("sqrt(p^2)", 0, 0), ("sqrt(p^2)", -3, -1),
        ("asin(p)", 1, 0), ("acos(p)", -1, 0), ("log(p)", 0, .infinity), ("1 / p", 0, -.infinity),
        ("sqrt(p)", -1, .nan), ("where(p > 0, log(p), 0)", 0, 0),
        ("where(p > 0, log(p), p)", -2, 1), ("where(p > 0, sqrt(p), p^2)", 0, 0),
        ("where(p <= 0, 2 * p, where(p > 1, log(p - 1), 3 * p))", 1, 3),
        ("where(abs(p) < 1, sqrt(1 - p^2), p)", 2, 1), ("p * (p > 0)", 0, 0), ("xlogy(p, p)", 0, 0),
        ("log(cosh(p))", 1e4, 1), ("log(1 + exp(p))", 1e4, 1), ("log(sigmoid(p))", -1e4, 1),
        ("log((exp(p) + exp(-p)) / 2)", -1e4, -1), ("p % 3", 4, 1), ("7 % p", 3, -2),
      ])
    func promises(_ text: String, _ at: Double, _ wanted: Double) throws {
      let probe = try FormulaProbe("loss own(y, p) = \(text)")
      let p = DoubleArray(shape: [1, 1], values: [at])
      let y = DoubleArray(shape: [1, 1], values: [0])
      let slope = try probe.oracle(y, p).slopes[0]
      #expect(slope == wanted || (slope.isNaN && wanted.isNaN), "\(text) at \(at): \(slope)")
      let compiled = try FormulaProbe.plan(LossSpecification(probe.own.definition), y, p).slopes[0]
      #expect(
        abs(compiled - wanted) < 1e-6 || compiled == wanted || (compiled.isNaN && wanted.isNaN),
        "\(text) at \(at), compiled: \(compiled)")
    }

    @Test(
      "do not overflow", arguments: ["log(cosh(p))", "log_cosh(p)", "logsumexp(p)", "softplus(p)"])
    func overflow(_ text: String) throws {
      let probe = try FormulaProbe("loss own(y, p) = \(text)")
      let p = DoubleArray(shape: [1, 2], values: [1e4, -1e4])
      let y = DoubleArray(shape: [1, 2], values: [0, 0])
      let found = try FormulaProbe.plan(LossSpecification(probe.own.definition), y, p)
      let isFinite = (found.values + found.slopes).allSatisfy(\.isFinite)
      #expect(isFinite, "\(found)")
    }
  }
}
