import Tensors
import Testing

@testable import Commands
@testable import Graphs
@testable import Learning

extension AllTests {
  @Suite("Shapes of formulas") struct FormulaShapes {
    /// p is [[1, 2], [3, 5]], y is [[0, 1], [1, 1]]; values by hand.
    @Test(
      "are one number per output, or per row",
      arguments: [
        ("p", [1, 2, 3, 5]), ("sum(p)", [3, 8]), ("mean(p)", [1, 2, 3, 5]),
        ("-mean(p) / 2", [-0.5, -1, -1.5, -2.5]),
        ("mean(p) + 2 * sum(p)", [7.5, 20]), ("1 - mean(p) * 2", [-1, -3, -5, -9]),
        ("sqrt(mean(p)^2)", [1.5, 4]), ("mean(p) + y", [1, 3, 4, 6]),
        ("mean(p) + y + sum(y)", [3, 7]), ("max(p)", [2, 5]),
        ("min(p)", [1, 3]), ("max(p, 2)", [2, 2, 3, 5]), ("min(p, 2, y)", [0, 1, 1, 1]),
        ("abs(p - mean(p))", [0.5, 0.5, 1, 1]), ("p - mean(p)", [0, 0, 0, 0]),
        ("p / sum(p)", [1.0 / 3, 2.0 / 3, 0.375, 0.625]),
        ("sum(p) * 2", [6, 16]), ("mean(sum(p))", [3, 8]),
        ("2 * mean(sum(p)) - mean(sum(y * p))", [4, 8]),
        ("-mean(max(p)) / 2", [-1, -2.5]), ("where(sum(y) > 1, p, 0)", [0, 0, 3, 5]),
        ("where(y > 0, sum(p), p)", [1, 3, 8, 8]), ("sum(where(y > 0, p, 0))", [2, 8]),
        ("(y > 0) * p", [0, 2, 3, 5]), ("where(true, p, 0)", [1, 2, 3, 5]),
        ("mean(p) + 1", [2, 3, 4, 6]),
        ("-7 % p", [0, 1, 2, 3]), ("p^2^0.5 - p^(2^0.5)", [0, 0, 0, 0]),
        ("-p^2", [-1, -4, -9, -25]),
        ("2^-p", [0.5, 0.25, 0.125, 0.03125]),
        ("p * infinity", [.infinity, .infinity, .infinity, .infinity]),
        ("not p > 1", [1, 0, 0, 0]),
      ] as [(String, [Double])])
    func values(_ text: String, _ wanted: [Double]) throws {
      // A condition is no loss by itself.
      let isCondition = text.hasPrefix("not")
      let probe = try FormulaProbe("loss own(y, p) = \(isCondition ? "0 * p + (\(text))" : text)")
      let found = try probe.oracle(
        DoubleArray(shape: [2, 2], values: [0, 1, 1, 1]),
        DoubleArray(shape: [2, 2], values: [1, 2, 3, 5]))
      #expect(distance(found.values, wanted) < 1e-12, "\(text): \(found.values)")
      let divisor = probe.own.definition.meanDividesBy
      #expect(divisor == (wanted.count == 2 ? "the number of rows" : "the number of values"))
    }

    /// The text that a file keeps means the same when it is read again.
    @Test("are kept when a formula is written out", arguments: UInt64(1)...40)
    func roundTrip(_ seed: UInt64) throws {
      var drawn = RandomFormula(seed: seed)
      let text = drawn.text()
      let first = try FormulaProbe(
        "let c = -0.75", "loss own(y, p, q=0.25) = q * (\(text)) - c^2 - -c")
      let again = try FormulaProbe("loss \(first.own.text)")
      #expect(again.own.text == first.own.text, "seed \(seed)")
      var random = RandomGenerator(seed: seed)
      func array() -> DoubleArray {
        DoubleArray(shape: [2, 3], values: (0..<6).map { _ in 0.2 + 1.8 * random.uniform() })
      }
      let (y, p) = (array(), array())
      let (wanted, found) = (try first.oracle(y, p), try again.oracle(y, p))
      #expect(distance(found.values, wanted.values) == 0, "seed \(seed): \(first.own.text)")
      #expect(distance(found.slopes, wanted.slopes) == 0, "seed \(seed): \(first.own.text)")
    }

    @Test("take classes as a one among zeros") func oneHot() throws {
      let probe = try FormulaProbe("loss own(y, p) = y * p")
      let p = Expression.input("p", [2, 3])
      let terms = try probe.own.definition.terms(
        LossInputs(
          prediction: p, target: .indices(.indices("y", rows: 2)),
          options: LossSpecification(probe.own.definition).options))
      let bindings = Bindings(
        values: ["p": DoubleArray(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])],
        indices: ["y": [2, 0]])
      let found = try Evaluator().evaluate(Reduction.none.apply(terms), feeding: bindings)
      #expect(found.values == [0, 0, 3, 4, 0, 0])
    }
  }
}
